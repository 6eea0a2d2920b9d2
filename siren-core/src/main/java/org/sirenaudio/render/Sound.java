package org.sirenaudio.render;

import java.io.UncheckedIOException;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Evaluator;

/** A source of amplitudes at arbitrary instants: a model, or a recording. */
sealed interface Sound {

  int channels();

  /** In Hz. */
  double sampleRate();

  long frames();

  /** Its metadata. */
  SoundMetadata metadata();

  /** An evaluator of amplitudes, confined to one thread. */
  Sampler.Function function();

  /** The largest speed without aliasing at the sound's own rate. */
  double freeSpeed();

  default double seconds() {
    return frames() / sampleRate();
  }

  /** A model, evaluated at the exact instants. */
  record Modelled(ClipModel model) implements Sound {
    @Override
    public int channels() {
      return model.channels();
    }

    @Override
    public double sampleRate() {
      return model.sampleRate();
    }

    @Override
    public long frames() {
      return model.frames();
    }

    @Override
    public SoundMetadata metadata() {
      try {
        return SoundMetadata.of(model.provenance());
      } catch (BadDataException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Sampler.Function function() {
      return Evaluator.of(model)::evaluate;
    }

    @Override
    public double freeSpeed() {
      return 1;
    }
  }

  /** A recording, interpolated between its samples. */
  record Recorded(ClipSource clip) implements Sound {
    @Override
    public int channels() {
      return clip.channels();
    }

    @Override
    public double sampleRate() {
      return clip.sampleRate();
    }

    @Override
    public long frames() {
      return clip.frames();
    }

    @Override
    public SoundMetadata metadata() {
      return clip.metadata();
    }

    @Override
    public Sampler.Function function() {
      return new InterpolatedClip(clip);
    }

    @Override
    public double freeSpeed() {
      return KaiserInterpolator.FREE_SPEED;
    }
  }
}
