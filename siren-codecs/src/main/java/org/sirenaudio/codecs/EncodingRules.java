package org.sirenaudio.codecs;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sirenaudio.codec.EncodedFormat;

/**
 * The limits of an output format.
 *
 * @param name of the codec
 * @param rates supported sample rates in Hz; empty if limited only by a maximum
 * @param channels supported channel counts
 * @param lossless whether it stores integers
 */
record EncodingRules(String name, int[] rates, Set<Integer> channels, boolean lossless) {

  private static final int HIGHEST_FLAC_RATE = 655_350;
  private static final int[] MP3 = {
    8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000
  };
  private static final int[] AAC = {
    8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000
  };
  private static final int[] OPUS = {8000, 12_000, 16_000, 24_000, 48_000};

  private static final Map<String, EncodingRules> ALL =
      Map.of(
          "flac", new EncodingRules("FLAC", new int[0], Set.of(1, 2, 3, 4, 5, 6, 7, 8), true),
          "mp3", new EncodingRules("MP3", MP3, Set.of(1, 2), false),
          "opus", new EncodingRules("Opus", OPUS, Set.of(1, 2, 6), false),
          "m4a", new EncodingRules("AAC", AAC, Set.of(1, 2, 6), false));

  static Set<String> endings() {
    return ALL.keySet();
  }

  /**
   * The format with the bit depth that the file will have.
   *
   * @throws IllegalArgumentException if the format cannot hold this sound
   */
  static EncodedFormat accepted(EncodedFormat format) {
    EncodingRules rules = ALL.get(format.ending());
    if (rules == null) {
      throw new IllegalArgumentException("no ." + format.ending() + " file is written");
    }
    rules.requireRate(format.sampleRate());
    if (!rules.channels.contains(format.channels())) {
      throw new IllegalArgumentException(
          "%s supports %s channels here, not %d; write a .wav file"
              .formatted(
                  rules.name,
                  rules.channels.stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")),
                  format.channels()));
    }
    if (rules.lossless) {
      int bits = Math.min(24, format.bits());
      return new EncodedFormat(format.ending(), format.sampleRate(), format.channels(), bits);
    }
    if (format.bits() < Float.SIZE) {
      throw new IllegalArgumentException(
          "%s does not store %d-bit integers; --encoding applies to .wav and .flac only"
              .formatted(rules.name, format.bits()));
    }
    return format;
  }

  private void requireRate(int rate) {
    if (rates.length == 0) {
      // Above 16 bits, FLAC stores the rate in units of ten hertz.
      if (rate > HIGHEST_FLAC_RATE || (rate > 0xFFFF && rate % 10 != 0)) {
        int near = Math.min(HIGHEST_FLAC_RATE, (rate + 5) / 10 * 10);
        throw new IllegalArgumentException(cannot(rate) + near + " Hz");
      }
      return;
    }
    if (Arrays.binarySearch(rates, rate) < 0) {
      int above = IntStream.of(rates).filter(r -> r > rate).findFirst().orElse(0);
      int below = IntStream.of(rates).filter(r -> r < rate).max().orElse(0);
      String nearest =
          IntStream.of(below, above)
              .filter(r -> r > 0)
              .mapToObj(r -> r + " Hz")
              .collect(Collectors.joining(" or "));
      throw new IllegalArgumentException(cannot(rate) + nearest);
    }
  }

  private String cannot(int rate) {
    return "%s does not support %d Hz; the nearest supported rate is ".formatted(name, rate);
  }
}
