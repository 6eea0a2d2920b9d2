package org.sirenaudio.fit.config;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.error.Figure;

/** The training data: a whole recording, some of its frames, or points at arbitrary instants. */
public sealed interface TrainingSet {

  /** The recording's metadata, kept by the model. */
  default SoundMetadata metadata() {
    return SoundMetadata.NONE;
  }

  /** A whole recording of any length. */
  static TrainingSet all(ClipSource clip) {
    return new All(clip);
  }

  /**
   * Some frames of a clip; values at the others are never used.
   *
   * @throws IllegalArgumentException if no frame is available
   */
  static TrainingSet frames(Clip clip, KnownFrames known) {
    if (known.count() == 0) {
      throw new IllegalArgumentException("no frame of the clip remains to be fitted");
    }
    return new Frames(clip, known);
  }

  /**
   * Values at arbitrary instants.
   *
   * @param seconds ascending, not negative
   * @param values {@code [channels][seconds.length]}
   * @param sampleRate in Hz, of the grid on which the sound is band-limited, and of the model
   * @throws IllegalArgumentException if there is no point, the first is before 0 s, or the points
   *     are too few for the sample rate
   */
  static TrainingSet points(double sampleRate, double[] seconds, float[][] values) {
    double[] instants = Arrays.stream(seconds).map(t -> t * sampleRate).toArray();
    return new Points(sampleRate, instants, values);
  }

  /** A whole recording. */
  record All(ClipSource clip) implements TrainingSet {
    @Override
    public SoundMetadata metadata() {
      return clip.metadata();
    }
  }

  /** Known values at some instants, from which the rest is restored. */
  sealed interface Partial extends TrainingSet {

    /** Instants in frames of the restored clip, ascending. */
    double[] instants();

    /** The values at the instants, {@code [channels][instants]}. */
    float[][] values();
  }

  /** Some frames of a clip. */
  record Frames(Clip clip, KnownFrames known) implements Partial {
    @Override
    public SoundMetadata metadata() {
      return clip.metadata();
    }

    @Override
    public double[] instants() {
      return known.known().stream().asDoubleStream().toArray();
    }

    @Override
    public float[][] values() {
      int[] frames = known.known().stream().toArray();
      float[][] values = new float[clip.channels()][frames.length];
      for (int c = 0; c < values.length; c++) {
        for (int i = 0; i < frames.length; i++) {
          values[c][i] = clip.channel(c)[frames[i]];
        }
      }
      return values;
    }
  }

  /**
   * Values at instants in frames of a grid.
   *
   * @param sampleRate of the grid in Hz
   * @param instants ascending, from 0
   * @param values {@code [channels][instants]}
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and never compared
  record Points(double sampleRate, double[] instants, float[][] values) implements Partial {

    /** A grid with more frames per point than this is too fine for the points. */
    private static final double MOST_FRAMES_PER_POINT = 64;

    /**
     * @throws IllegalArgumentException if there is no point, the first is before 0 s, or the points
     *     are too few for the sample rate
     */
    public Points {
      if (instants.length == 0 || instants[0] < 0) {
        throw new IllegalArgumentException("at least one point is needed, and none before 0 s");
      }
      double frames = instants[instants.length - 1] + 1;
      if (frames > MOST_FRAMES_PER_POINT * (instants.length + 1)) {
        throw new IllegalArgumentException(
            "too few points for %s Hz: %s over %s s; use a rate of at most %s Hz, and give times in seconds"
                .formatted(
                    Figure.of(sampleRate),
                    Figure.count(instants.length, "point"),
                    Figure.of(instants[instants.length - 1] / sampleRate),
                    Figure.of(
                        Math.floor(
                            sampleRate * MOST_FRAMES_PER_POINT * instants.length / frames))));
      }
    }
  }
}
