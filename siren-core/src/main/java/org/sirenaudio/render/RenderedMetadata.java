package org.sirenaudio.render;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.audio.WavChunks;
import org.sirenaudio.time.LinearMap;
import org.sirenaudio.time.TimeMap;

/** The metadata of a recording's renderings. */
final class RenderedMetadata {

  private RenderedMetadata() {}

  /**
   * Channel mask and chunks of a span of a rendering; cue points and times are moved with the
   * samples. For a nonlinear time map, chunks are dropped.
   *
   * @param all frames of the whole rendering
   * @throws java.io.UncheckedIOException if a model's file contains invalid ones
   */
  static SoundMetadata of(
      Sound sound, @Nullable TimeMap map, double rate, Renderer.Span span, long all) {
    SoundMetadata metadata = sound.metadata();
    double rates = rate / sound.sampleRate();
    return switch (map) {
      case null -> metadata.placed(rates, span.first(), span.frames(), all);
      case LinearMap line -> {
        long start = Math.round(line.inverse(0) * rate);
        yield metadata.placed(
            rates / line.slope(), span.first() - start, span.frames(), all - start);
      }
      case TimeMap other ->
          new SoundMetadata(metadata.channelMask(), WavChunks.NONE, 0, metadata.remarks());
    };
  }
}
