package org.sirenaudio.fit.estimate;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.lm.LmTrace;
import org.sirenaudio.fit.plan.NoiseTarget;

/**
 * What all windows of a recording come to at each noise target, as those that were tried did. A
 * place on it is the number of targets behind, 0 at the beginning, with parts of the way to the
 * next.
 *
 * @param decibels signal-to-noise ratio over all, ascending
 * @param parameters of all networks
 * @param work nominal seconds of one thread up to there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GrowthCurve(double[] decibels, double[] parameters, double[] work) {

  /**
   * Adds up what some windows came to.
   *
   * @param tried traces of windows that came to every target, each with how many windows like it
   *     there are in all
   * @param meanSquare of the recording, 1 being full scale
   */
  static GrowthCurve of(List<Weighted> tried, List<NoiseTarget> targets, double meanSquare) {
    int places = targets.size() + 1;
    GrowthCurve curve = new GrowthCurve(new double[places], new double[places], new double[places]);
    double all = 0;
    for (Weighted w : tried) {
      all += w.windows();
      curve.parameters[0] += w.windows() * w.trace().least();
    }
    for (int t = 0; t < targets.size(); t++) {
      double noise = 0;
      for (Weighted w : tried) {
        int steps = w.trace().stepsTo()[t];
        noise += w.windows() * w.trace().noise()[t];
        curve.parameters[t + 1] += w.windows() * w.trace().parametersAfter(steps);
        curve.work[t + 1] += w.windows() * Speed.nominal(w.trace(), steps);
      }
      double db = noise > 0 ? 10 * Math.log10(meanSquare * all / noise) : Budget.MOST_DB;
      curve.decibels[t + 1] = Math.max(curve.decibels[t], db);
    }
    return curve;
  }

  /** What one window came to, which stands for so many. */
  record Weighted(LmTrace trace, double windows) {}

  /** The last place. */
  double end() {
    return decibels.length - 1;
  }

  double decibelsAt(double place) {
    return at(decibels, place);
  }

  double parametersAt(double place) {
    return at(parameters, place);
  }

  double workAt(double place) {
    return at(work, place);
  }

  private static double at(double[] values, double place) {
    int before = (int) Math.min(place, values.length - 2.0);
    double part = place - before;
    return values[before] * (1 - part) + values[before + 1] * part;
  }

  /**
   * How far some time goes.
   *
   * @param seconds what work takes
   */
  double placeOfSeconds(DoubleUnaryOperator seconds, double most) {
    return place(work, seconds, most);
  }

  /** Where a signal-to-noise ratio is reached; the end if it never is. */
  double placeOfDecibels(double wanted) {
    return place(decibels, db -> db, wanted);
  }

  /** The last place where a growing quantity is not above a limit. */
  private static double place(double[] values, DoubleUnaryOperator quantity, double limit) {
    int last = values.length - 1;
    if (quantity.applyAsDouble(values[last]) <= limit) {
      return last;
    }
    int above = 1;
    while (above < last && quantity.applyAsDouble(values[above]) <= limit) {
      above++;
    }
    double from = quantity.applyAsDouble(values[above - 1]);
    double to = quantity.applyAsDouble(values[above]);
    return above - 1 + (to > from ? Math.clamp((limit - from) / (to - from), 0, 1) : 0);
  }
}
