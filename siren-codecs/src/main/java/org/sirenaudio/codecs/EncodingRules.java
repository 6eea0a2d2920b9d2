package org.sirenaudio.codecs;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sirenaudio.codec.EncodedFormat;

/**
 * What the files that are written can hold.
 *
 * @param name of the codec
 * @param rates that it has, in Hz; none where a highest rate is all there is
 * @param channels numbers of channels that it has
 * @param lossless whether it holds integers
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
   * The format with the bits that the file will have.
   *
   * @throws IllegalArgumentException if it can hold no such sound
   */
  static EncodedFormat accepted(EncodedFormat format) {
    EncodingRules rules = ALL.get(format.ending());
    if (rules == null) {
      throw new IllegalArgumentException("no ." + format.ending() + " file is written");
    }
    rules.requireRate(format.sampleRate());
    if (!rules.channels.contains(format.channels())) {
      throw new IllegalArgumentException(
          "%s holds %s channels here, not %d; write a .wav file"
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
          "%s holds no integers of %d bits: --encoding is for .wav and .flac"
              .formatted(rules.name, format.bits()));
    }
    return format;
  }

  private void requireRate(int rate) {
    if (rates.length == 0) {
      // Above 16 bits of Hz, FLAC counts by ten.
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
    return "%s cannot hold %d Hz; the nearest rate that it can is ".formatted(name, rate);
  }
}
