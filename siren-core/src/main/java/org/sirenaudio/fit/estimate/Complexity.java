package org.sirenaudio.fit.estimate;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.PlannedWindow;

/**
 * What the windows of a recording have to tell: a bin of a spectrum with power P takes ½·log2(1 +
 * P/D) bits up to a noise of power D (Shannon 1949). Networks that reach that noise have about as
 * many parameters, so windows that are not tried can be told from those that are.
 *
 * @param sketch of the fit
 * @param target the noise D
 */
record Complexity(Sketch sketch, NoiseTarget target) {

  /** Parameters for each bit, in music, speech and noise. */
  static final double PARAMETERS_PER_BIT = 0.42;

  /** Windows whose mean stands for all. */
  private static final int MOST_SAMPLED = 160;

  /** A window takes some bits however simple. */
  private static final double LEAST_BITS = 5;

  /** Bits of a window, those of all channels together. */
  double bits(int index) {
    PlannedWindow window = sketch.plan().windows().get(index);
    Clip clip = sketch.clip().slice(window.firstFrame(), window.frames());
    int frames = window.frames();
    double noise = target.noiseOf(meanSquare(clip)) * frames / 2;
    Fft fft = Fft.of(frames);
    double[] work = new double[fft.workLength()];
    double bits = LEAST_BITS;
    for (int c = 0; c < clip.channels() && noise > 0; c++) {
      Arrays.fill(work, 0);
      for (int i = 0; i < frames; i++) {
        work[i] = clip.channel(c)[i] * Math.sin(Math.PI * (i + 0.5) / frames);
      }
      fft.forward(work);
      for (int k = 0; k < fft.bins(); k++) {
        double power = work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1];
        bits += 0.5 * Math.log1p(power / noise) / Math.log(2);
      }
    }
    return bits;
  }

  private static double meanSquare(Clip clip) {
    double sum = 0;
    for (int c = 0; c < clip.channels(); c++) {
      for (float sample : clip.channel(c)) {
        sum += (double) sample * sample;
      }
    }
    return sum / ((double) clip.frames() * clip.channels());
  }

  /** Mean bits of windows all over the recording. */
  double meanBits() {
    int windows = sketch.windows();
    int count = Math.min(windows, MOST_SAMPLED);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bits((int) ((long) windows * i / count));
    }
    return sum / count;
  }
}
