package org.sirenaudio.audio;

import java.io.IOException;
import java.util.List;

/**
 * What a header says about the samples that follow it.
 *
 * @param samples how each sample is stored
 * @param channels interleaved channels
 * @param sampleRate frames per second, in Hz
 * @param frames number of frames, or −1 if a stream does not tell
 * @param metadata the other metadata; for a stream only what precedes the samples
 */
record SoundLayout(
    SampleFormat samples, int channels, double sampleRate, long frames, SoundMetadata metadata) {

  /** A layout for data of the given extent. */
  static SoundLayout of(
      SampleFormat samples,
      int channels,
      double sampleRate,
      SoundExtent extent,
      SoundMetadata metadata) {
    long frameBytes = (long) channels * samples.bytes();
    if (extent.bytes() == SoundExtent.UNTIL_END) {
      return new SoundLayout(samples, channels, sampleRate, -1, metadata);
    }
    long frames = extent.bytes() / frameBytes;
    return new SoundLayout(samples, channels, sampleRate, frames, metadata)
        .missing((extent.bytes() + extent.missingBytes()) / frameBytes - frames);
  }

  /** As above, with frames missing. */
  SoundLayout missing(long more) {
    return new SoundLayout(
        samples, channels, sampleRate, frames, metadata.with(metadata.chunks(), more, List.of()));
  }

  int frameBytes() {
    return channels * samples.bytes();
  }

  /** Rejects channel counts and rates that no {@link Clip} can have. */
  static void check(ByteSource in, long channels, double sampleRate) throws IOException {
    if (channels < 1 || channels > Clip.MAX_CHANNELS) {
      throw in.bad(
          "its header declares %d channels; 1 to %d are supported", channels, Clip.MAX_CHANNELS);
    }
    if (!Clip.isRate(sampleRate)) {
      throw in.bad(
          "its header declares a sample rate of %s Hz; 1 to %d Hz are supported",
          Clip.plain(sampleRate), Clip.MAX_RATE);
    }
  }
}
