package org.sirenaudio.fit;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Inpainting;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.parallel.Workers;

/**
 * What a fit is shown of a sound: pairs of an instant and a value, on a clip's own grid or not.
 *
 * <p>A network with parameters enough for the sound swings freely wherever it is shown nothing, so
 * missing stretches have targets too: the autoregressive completion of what is known ({@link
 * Inpainting}), as the values between the samples of a whole clip are its band-limited
 * interpolation. Nothing of what is left out is looked at.
 */
public sealed interface TrainingSet {

  /** The completed clip, which the networks learn. */
  Clip completed(Workers workers);

  /** Instants in frames of the completed clip, ascending. */
  double[] instants();

  /** The values at the instants, {@code [channels][instants]}. */
  float[][] values();

  /**
   * Some frames of a clip; values at the others are not looked at.
   *
   * @throws IllegalArgumentException if none is known
   */
  static TrainingSet frames(Clip clip, KnownFrames known) {
    if (known.count() == 0) {
      throw new IllegalArgumentException("no frame of the clip is left to fit");
    }
    return new Frames(clip, known);
  }

  /**
   * Values at any instants.
   *
   * @param sampleRate of the grid on which the sound is band-limited, and of the model
   * @param seconds ascending, the first not before 0
   * @param values {@code [channels][seconds.length]}
   */
  static TrainingSet points(double sampleRate, double[] seconds, float[][] values) {
    double[] instants = Arrays.stream(seconds).map(t -> t * sampleRate).toArray();
    return new Points(sampleRate, instants, values);
  }

  /** SNR in dB of a model at the instants; NaN where all values are zero and so is the model. */
  default double snrDb(ClipModel model) {
    float[][] values = values();
    double[] instants = instants();
    float[][] answers = new float[values.length][instants.length];
    Evaluator evaluator = Evaluator.of(model);
    int block = 1 << 13;
    for (int from = 0; from < instants.length; from += block) {
      int count = Math.min(block, instants.length - from);
      evaluator.evaluate(Arrays.copyOfRange(instants, from, from + count), count, answers, from);
    }
    double signal = 0;
    double error = 0;
    for (int c = 0; c < values.length; c++) {
      for (int i = 0; i < instants.length; i++) {
        signal += (double) values[c][i] * values[c][i];
        error += Math.pow(values[c][i] - answers[c][i], 2);
      }
    }
    return 10 * Math.log10(signal / error);
  }

  /** Frames of a clip. */
  record Frames(Clip clip, KnownFrames known) implements TrainingSet {
    @Override
    public Clip completed(Workers workers) {
      if (known.count() == clip.frames()) {
        return clip;
      }
      float[][] samples = new float[clip.channels()][];
      for (int c = 0; c < samples.length; c++) {
        samples[c] = Inpainting.fill(clip.channel(c), known.known(), workers);
      }
      return Clip.of(clip.sampleRate(), samples);
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

  /** Values at instants in frames of a grid. */
  @SuppressWarnings("ArrayRecordComponent") // large, and never compared
  record Points(double sampleRate, double[] instants, float[][] values) implements TrainingSet {

    /** A grid of more frames than this for each point has no use for the points. */
    private static final double MOST_FRAMES_PER_POINT = 64;

    public Points {
      if (instants.length == 0 || instants[0] < 0) {
        throw new IllegalArgumentException("the points begin at 0 s or later, with at least one");
      }
      double frames = instants[instants.length - 1] + 1;
      if (frames > MOST_FRAMES_PER_POINT * (instants.length + 1)) {
        throw new IllegalArgumentException(
            "%d points over %.6g s are too few for %s Hz; use a rate of at most %.6g Hz"
                .formatted(
                    instants.length,
                    instants[instants.length - 1] / sampleRate,
                    sampleRate,
                    sampleRate * MOST_FRAMES_PER_POINT * instants.length / frames));
      }
    }

    @Override
    public Clip completed(Workers workers) {
      int frames = (int) Math.ceil(instants[instants.length - 1] - 1e-6) + 1;
      float[][] samples = new float[values.length][];
      for (int c = 0; c < samples.length; c++) {
        samples[c] = Inpainting.regrid(instants, values[c], frames, workers);
      }
      return Clip.of(sampleRate, samples);
    }
  }
}
