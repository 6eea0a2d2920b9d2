package org.sirenaudio.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sirenaudio.codec.EncodedFormat;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundCodecs;

/**
 * What a WAV file that is written looks like.
 *
 * @param sampleRate frames per second, a whole number from 1 to {@link Clip#MAX_RATE} Hz
 * @param channels 1 to 64
 * @param dither whether triangular noise of ±1 step is added before rounding, which makes the
 *     rounding error independent of the sound; for 16 bits only, as in 24 bits it lies below every
 *     converter's own noise
 * @param ditherSeed chooses the noise; the same seed gives the same file
 * @param metadata what is written beside the samples: the channel mask and chunks
 */
public record WavFormat(
    double sampleRate,
    int channels,
    Encoding encoding,
    boolean dither,
    long ditherSeed,
    SoundMetadata metadata) {

  /**
   * @throws IllegalArgumentException if WAV cannot hold such sound
   */
  public WavFormat {
    Clip.checkRate(sampleRate);
    if (sampleRate != Math.rint(sampleRate)) {
      throw new IllegalArgumentException(
          "a sound file holds whole sample rates only, not "
              + sampleRate
              + " Hz; choose a whole rate");
    }
    Clip.checkChannels(channels);
    if (dither && encoding != Encoding.PCM_16) {
      throw new IllegalArgumentException("dither is for PCM_16, not for " + encoding);
    }
  }

  /** A format with dither if in 16 bits. */
  public static WavFormat of(double sampleRate, int channels, Encoding encoding) {
    return new WavFormat(
        sampleRate, channels, encoding, encoding == Encoding.PCM_16, 0, SoundMetadata.NONE);
  }

  /** The same format with plain rounding. */
  public WavFormat withoutDither() {
    return new WavFormat(sampleRate, channels, encoding, false, ditherSeed, metadata);
  }

  /** The same format with other noise. */
  public WavFormat withDitherSeed(long seed) {
    return new WavFormat(sampleRate, channels, encoding, dither, seed, metadata);
  }

  /** The same format with this beside the samples. */
  public WavFormat withMetadata(SoundMetadata other) {
    return new WavFormat(sampleRate, channels, encoding, dither, ditherSeed, other);
  }

  /**
   * Refuses sound that a file cannot hold by the format that the ending of its name means, before
   * there is anything to write.
   *
   * @throws IllegalArgumentException naming what is possible instead
   * @throws org.sirenaudio.error.MissingPartException if what writes that format is not there
   */
  public void requireFor(Path file) throws IOException {
    encodedFor(file);
  }

  /**
   * A file in a format other than WAV.
   *
   * @param sound what the codec is given
   */
  record Encoded(SoundCodec codec, EncodedFormat format, WavFormat sound) {}

  /** What a file's name asks for: nothing where it is WAV, or its ending means no sound. */
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

  /** Bytes of one frame, all channels together. */
  public int frameBytes() {
    return channels * encoding.bytes();
  }
}
