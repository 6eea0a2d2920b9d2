package org.sirenaudio.audio;

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
          "WAV holds whole sample rates only, not " + sampleRate + " Hz; choose a whole rate");
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

  /** Bytes of one frame, all channels together. */
  public int frameBytes() {
    return channels * encoding.bytes();
  }
}
