package org.sirenaudio.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sirenaudio.codec.EncodedFormat;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundCodecs;

/**
 * The format of a WAV file to be written.
 *
 * @param sampleRate frames per second, an integer from 1 to {@link Clip#MAX_RATE} Hz
 * @param channels 1 to 64
 * @param dither whether to add triangular noise of ±1 LSB before rounding, which makes the rounding
 *     error independent of the signal; 16-bit only, since at 24 bits it lies below any converter's
 *     noise floor
 * @param ditherSeed seed of the noise; the same seed gives the same file
 * @param metadata the channel mask and chunks to write
 */
public record WavFormat(
    double sampleRate,
    int channels,
    Encoding encoding,
    boolean dither,
    long ditherSeed,
    SoundMetadata metadata) {

  /**
   * @throws IllegalArgumentException if WAV cannot hold this format
   */
  public WavFormat {
    Clip.checkRate(sampleRate);
    if (sampleRate != Math.rint(sampleRate)) {
      throw new IllegalArgumentException(
          "the sample rate of a sound file must be an integer, not "
              + sampleRate
              + " Hz; choose an integer rate");
    }
    Clip.checkChannels(channels);
    if (dither && encoding != Encoding.PCM_16) {
      throw new IllegalArgumentException("dither applies to PCM_16, not to " + encoding);
    }
  }

  /**
   * A format with dither if 16-bit.
   *
   * @param sampleRate an integer number of Hz
   * @param channels 1 to 64
   * @throws IllegalArgumentException if WAV cannot hold this format
   */
  public static WavFormat of(double sampleRate, int channels, Encoding encoding) {
    return new WavFormat(
        sampleRate, channels, encoding, encoding == Encoding.PCM_16, 0, SoundMetadata.NONE);
  }

  /** A copy with plain rounding. */
  public WavFormat withoutDither() {
    return new WavFormat(sampleRate, channels, encoding, false, ditherSeed, metadata);
  }

  /** A copy with another dither seed. */
  public WavFormat withDitherSeed(long seed) {
    return new WavFormat(sampleRate, channels, encoding, dither, seed, metadata);
  }

  /** A copy with other metadata. */
  public WavFormat withMetadata(SoundMetadata other) {
    return new WavFormat(sampleRate, channels, encoding, dither, ditherSeed, other);
  }

  /**
   * Rejects a sound that the format implied by the file name's extension cannot hold, before
   * anything is written.
   *
   * @throws IllegalArgumentException naming what is possible instead
   * @throws org.sirenaudio.error.MissingPartException if the codec for that format is missing
   * @throws IOException if the codec fails
   */
  public void requireFor(Path file) throws IOException {
    encodedFor(file);
  }

  /** Whether a file of that name is in a compressed format, by its extension. */
  public boolean compressedFor(Path file) throws IOException {
    return encodedFor(file).isPresent();
  }

  /**
   * A file in a format other than WAV.
   *
   * @param sound what is passed to the codec
   */
  record Encoded(SoundCodec codec, EncodedFormat format, WavFormat sound) {}

  /** The format implied by a file's name: empty for WAV or an unknown extension. */
  Optional<Encoded> encodedFor(Path file) throws IOException {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    String ending = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!text.contains(".") || ending.equals("wav")) {
      return Optional.empty();
    }
    Optional<SoundCodec> codec = SoundCodecs.writing(ending);
    if (codec.isEmpty()) {
      return Optional.empty();
    }
    int bits = encoding.bits();
    EncodedFormat format =
        codec.get().accepted(new EncodedFormat(ending, (int) sampleRate, channels, bits));
    WavFormat sound = this;
    if (format.bits() == 24 && encoding == Encoding.FLOAT) {
      sound = of(sampleRate, channels, Encoding.PCM_24);
    }
    return Optional.of(new Encoded(codec.get(), format, sound.withMetadata(SoundMetadata.NONE)));
  }

  /** Bytes per frame, all channels together. */
  public int frameBytes() {
    return channels * encoding.bytes();
  }
}
