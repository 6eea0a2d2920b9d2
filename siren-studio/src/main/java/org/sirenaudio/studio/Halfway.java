package org.sirenaudio.studio;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.model.Segment;
import org.sirenaudio.render.Renderer;

/**
 * Estimates the SNR of a running fit's networks halfway between samples, relative to the
 * band-limited interpolation of the recording, from runs of instants spread over it: a few thousand
 * evaluations.
 */
final class Halfway {
  private static final int RUNS = 16;
  private static final int RUN = 128;

  private final double[] frames;
  private final double[] seconds;
  private final float[][] truth;

  private Halfway(double[] frames, double[] seconds, float[][] truth) {
    this.frames = frames;
    this.seconds = seconds;
    this.truth = truth;
  }

  static Halfway of(ClipSource clip) {
    double[] frames = instants(clip.frames());
    double[] seconds = Arrays.stream(frames).map(frame -> frame / clip.sampleRate()).toArray();
    return new Halfway(frames, seconds, Renderer.of(clip).atInstants(seconds));
  }

  /** Instants between frames, in frames, ascending. */
  private static double[] instants(int frames) {
    int gaps = frames - 1;
    if (gaps <= RUNS * RUN) {
      double[] all = new double[Math.max(0, gaps)];
      Arrays.setAll(all, i -> i + 0.5);
      return all;
    }
    double[] some = new double[RUNS * RUN];
    for (int r = 0; r < RUNS; r++) {
      int from = (int) ((r + 0.5) / RUNS * (gaps - RUN));
      for (int i = 0; i < RUN; i++) {
        some[r * RUN + i] = from + i + 0.5;
      }
    }
    return some;
  }

  /** In dB over the trained windows; NaN if there are none, or no sound. */
  double snrDb(FitSketch sketch) {
    boolean[] trained = trained(sketch);
    float[][] values = Renderer.of(sketch.model()).atInstants(seconds);
    double signal = 0;
    double noise = 0;
    for (int c = 0; c < truth.length; c++) {
      for (int i = 0; i < seconds.length; i++) {
        if (trained[i]) {
          double error = truth[c][i] - values[c][i];
          signal += (double) truth[c][i] * truth[c][i];
          noise += error * error;
        }
      }
    }
    return signal > 0 && noise > 0 ? 10 * Math.log10(signal / noise) : Double.NaN;
  }

  private boolean[] trained(FitSketch sketch) {
    List<Segment> segments = sketch.model().segments();
    boolean[] trained = new boolean[frames.length];
    int window = 0;
    for (int i = 0; i < frames.length; i++) {
      while (window + 1 < segments.size() && segments.get(window + 1).firstFrame() <= frames[i]) {
        window++;
      }
      trained[i] = !Double.isNaN(sketch.windowDb().get(window));
    }
    return trained;
  }
}
