package org.sirenaudio.render;

import java.io.UncheckedIOException;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.ClipModel;

/** What a model's recording said beside its samples, as its renderings have to say it. */
final class RenderedMetadata {

  private RenderedMetadata() {}

  /**
   * Channel mask and chunks of a span of a rendering; cue points and times are moved with the
   * samples.
   *
   * @param all frames of the whole rendering
   * @throws UncheckedIOException if the model's file has been given some that are no good
   */
  static SoundMetadata of(ClipModel model, double rate, Renderer.Span span, long all) {
    try {
      return SoundMetadata.of(model.provenance())
          .placed(rate / model.sampleRate(), span.first(), span.frames(), all);
    } catch (BadDataException e) {
      throw new UncheckedIOException(e);
    }
  }
}
