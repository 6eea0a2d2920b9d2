package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * How near a model is to its clip, over every frame.
 *
 * @param snrDb on the clip's own grid, over all frames and channels; infinite where there is no
 *     error, NaN where the clip is silent and so is the model
 * @param betweenDb 0.382 and 0.854 of the way from each frame to the next, where no fit is trained,
 *     against the clip's interpolation that the fit learns from, away from the clip's ends; NaN
 *     where the clip is too short to have such a place
 * @param worstWindowDb the lowest SNR on the grid of a window louder than −60 dBFS; infinite where
 *     there is none
 * @param low the windows louder than −60 dBFS that stayed under {@link Fitter#LOW_DB}, the lowest
 *     first
 */
record Quality(double snrDb, double betweenDb, double worstWindowDb, List<FitFacts.Low> low) {

  private static final int BLOCK = 1 << 13;

  /** Windows that one thread takes in a row. */
  private static final int MOST_AT_ONCE = 64;

  /** A fit that explains less than this, after so many steps, is no result. */
  private static final double LEAST_DB = 0.1;

  private static final int STEPS_TO_LEARN = 100;

  /** Frames at the clip's ends that have no full surroundings. */
  private static final int ENDS = 32;

  private static final double[] PARTS = {0.382, 0.854};

  static Quality of(ClipModel model, ClipSource clip, Interpolant interpolant, Workers workers) {
    List<Segment> segments = model.segments();
    SubframeInterpolator interpolation = interpolant.at(PARTS);
    Sums[] onGrid = new Sums[segments.size()];
    Sums[] between = new Sums[segments.size()];
    int atOnce = Math.clamp(segments.size() / (8L * workers.threads()), 1, MOST_AT_ONCE);
    workers.forEach(
        Math.ceilDiv(segments.size(), atOnce),
        group -> {
          // A model may have hundreds of thousands of windows, and an evaluator is large.
          Evaluator evaluator = Evaluator.of(model);
          for (int s = group * atOnce; s < Math.min(segments.size(), (group + 1) * atOnce); s++) {
            int from = (int) segments.get(s).firstFrame();
            boolean last = s + 1 == segments.size();
            int to = last ? clip.frames() : (int) segments.get(s + 1).firstFrame();
            onGrid[s] = new Sums();
            between[s] = new Sums();
            compare(evaluator, clip, interpolation, from, to, onGrid[s], between[s]);
          }
        });
    Sums allOnGrid = new Sums();
    Sums allBetween = new Sums();
    List<FitFacts.Low> low = new ArrayList<>();
    double worst = Double.POSITIVE_INFINITY;
    for (int s = 0; s < onGrid.length; s++) {
      allOnGrid.add(onGrid[s]);
      allBetween.add(between[s]);
      if (onGrid[s].signal > Goal.AUDIBLE * onGrid[s].count) {
        double db = onGrid[s].db();
        worst = Math.min(worst, db);
        if (db < Fitter.LOW_DB) {
          low.add(new FitFacts.Low(s, db));
        }
      }
    }
    low.sort(Comparator.comparingDouble(FitFacts.Low::snrDb));
    return new Quality(allOnGrid.db(), allBetween.db(), worst, List.copyOf(low));
  }

  private static void compare(
      Evaluator evaluator,
      ClipSource clip,
      SubframeInterpolator interpolation,
      int begin,
      int end,
      Sums onGrid,
      Sums between) {
    int most = Math.min(BLOCK, end - begin);
    double[] instants = new double[most];
    float[][] rendered = new float[clip.channels()][most];
    ClipBlocks.forEach(
        clip,
        begin,
        end,
        BLOCK,
        interpolation.reach(),
        (around, first, from, to) -> {
          int count = to - from;
          float[][][] told = new float[rendered.length][][];
          render(evaluator, from, 0, count, instants, rendered);
          for (int c = 0; c < rendered.length; c++) {
            float[] samples = around.channel(c);
            onGrid.add(samples, from - first, rendered[c], 0, count);
            told[c] = interpolation.values(samples, first, from - first, count);
          }
          int begun = Math.max(0, ENDS - from);
          int inside = Math.min(count, clip.frames() - ENDS - from) - begun;
          for (int p = 0; p < PARTS.length; p++) {
            render(evaluator, from, PARTS[p], count, instants, rendered);
            for (int c = 0; c < rendered.length; c++) {
              between.add(told[c][p], begun, rendered[c], begun, inside);
            }
          }
        });
  }

  /** Evaluates a model a part of the way after each of {@code count} frames. */
  private static void render(
      Evaluator evaluator, int from, double part, int count, double[] instants, float[][] into) {
    for (int i = 0; i < count; i++) {
      instants[i] = from + i + part;
    }
    evaluator.evaluate(instants, count, into, 0);
  }

  /**
   * Refuses a fit that answers silence, or worse, to a clip that is not silent, after it has had
   * time to learn.
   *
   * @param steps how many the fit took
   */
  void requireNoCollapse(int steps) {
    if (steps >= STEPS_TO_LEARN && snrDb < LEAST_DB) {
      throw new FitException(
          "the fit has collapsed: %.2f dB after %d steps, no better than silence; "
                  .formatted(snrDb, steps)
              + "use the default recipe, a higher first-layer frequency or a lower learning rate");
    }
  }

  /** Energies of a signal and of what was missed of it. */
  private static final class Sums {
    private double signal;
    private double error;
    private long count;

    /** Adds {@code frames} values and answers, none where that is not above 0. */
    void add(float[] values, int from, float[] answers, int at, int frames) {
      for (int i = 0; i < frames; i++) {
        double value = values[from + i];
        double miss = value - answers[at + i];
        signal += value * value;
        error += miss * miss;
        count++;
      }
    }

    void add(Sums more) {
      signal += more.signal;
      error += more.error;
      count += more.count;
    }

    double db() {
      return 10 * Math.log10(signal / error);
    }
  }
}
