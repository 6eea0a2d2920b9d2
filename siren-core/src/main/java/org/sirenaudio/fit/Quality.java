package org.sirenaudio.fit;

import java.util.List;
import org.sirenaudio.Workers;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.model.Segment;

/**
 * How near a model is to its clip, over every frame on the clip's own grid.
 *
 * @param snrDb over all frames and channels; infinite where there is no error
 * @param worstWindowDb the lowest SNR of a window louder than −60 dBFS
 */
record Quality(double snrDb, double worstWindowDb) {

  private static final int BLOCK = 1 << 14;

  /** Mean square of −60 dBFS. */
  private static final double AUDIBLE = 1e-6;

  /** A fit that explains less than this is no result. */
  private static final double LEAST_DB = 0.3;

  static Quality of(ClipModel model, Clip clip, Workers workers) {
    List<Segment> segments = model.segments();
    double[][] sums = new double[segments.size()][];
    workers.forEach(
        segments.size(),
        s -> {
          int from = (int) segments.get(s).firstFrame();
          int to = s + 1 < segments.size() ? (int) segments.get(s + 1).firstFrame() : clip.frames();
          sums[s] = sums(model, clip, from, to);
        });
    double allSignal = 0;
    double allError = 0;
    double worst = Double.POSITIVE_INFINITY;
    for (int s = 0; s < segments.size(); s++) {
      allSignal += sums[s][0];
      allError += sums[s][1];
      long numbers = (long) segments.get(s).frames() * clip.channels();
      if (sums[s][0] / numbers > AUDIBLE) {
        worst = Math.min(worst, db(sums[s][0], sums[s][1]));
      }
    }
    return new Quality(db(allSignal, allError), worst);
  }

  private static double db(double signal, double error) {
    return 10 * Math.log10(signal / error);
  }

  private static double[] sums(ClipModel model, Clip clip, int from, int to) {
    Evaluator evaluator = Evaluator.of(model);
    double[] instants = new double[BLOCK];
    float[][] rendered = new float[clip.channels()][BLOCK];
    double signal = 0;
    double error = 0;
    for (int done = from; done < to; done += BLOCK) {
      int count = Math.min(BLOCK, to - done);
      for (int i = 0; i < count; i++) {
        instants[i] = done + i;
      }
      evaluator.evaluate(instants, count, rendered, 0);
      for (int c = 0; c < rendered.length; c++) {
        float[] samples = clip.channel(c);
        for (int i = 0; i < count; i++) {
          double value = samples[done + i];
          double e = rendered[c][i] - value;
          signal += value * value;
          error += e * e;
        }
      }
    }
    return new double[] {signal, error};
  }

  /** Refuses a fit that has learned nothing of a clip that is not silent. */
  void requireFit(Clip clip) {
    if (Double.isNaN(snrDb) && !Double.isNaN(worstWindowDb)) {
      return;
    }
    if (snrDb < LEAST_DB) {
      throw new FitException(
          "the fit has learned nothing (%.2f dB over %d frames): ".formatted(snrDb, clip.frames())
              + "take more steps, a higher first-layer frequency (--first-hz), or the default recipe");
    }
  }
}
