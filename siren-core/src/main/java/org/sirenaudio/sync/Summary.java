package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.time.LinearMap;
import org.sirenaudio.time.TimeMap;

/** Converts a fit on top of a map to the reported result. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Summary(TimeMap map, FineFit.Result fit, double[] overlap) {

  /**
   * Half-width of a 95 % interval in standard deviations. A normal distribution has 1.96; but
   * weights, noise and phases are estimated from the same blocks, and on 100 synthetic pairs
   * (docs/sync.md) the errors were 1.11 times those of the formula, root mean square.
   */
  private static final double INTERVAL = 2.2;

  Synchronisation synchronisation(
      double share, List<Jump> jumps, List<Synchronisation.Band> coherence) {
    int points = Drift.Fit.points(overlap);
    double[] onReference = new double[points];
    double[] onOther = new double[points];
    double[] at = new double[points];
    double mean = 0;
    for (int i = 0; i < points; i++) {
      at[i] = overlap[0] + (overlap[1] - overlap[0]) * i / (points - 1.0);
      onOther[i] = map.at(at[i]);
      onReference[i] = at[i] - fit.lag(at[i]);
      mean += onOther[i] / points;
    }
    double square = 0;
    double product = 0;
    double level = 0;
    for (int i = 0; i < points; i++) {
      square += (onOther[i] - mean) * (onOther[i] - mean);
      product += (onOther[i] - mean) * (onReference[i] - onOther[i]);
      level += (onReference[i] - onOther[i]) / points;
    }
    double rate = product / square;
    double offset = level - rate * mean;
    int size = fit.row(0).length;
    double[] slopeOf = new double[size];
    double[] offsetOf = new double[size];
    for (int i = 0; i < points; i++) {
      double[] row = fit.row(at[i]);
      for (int j = 0; j < size; j++) {
        double slope = (onOther[i] - mean) / square * row[j];
        slopeOf[j] += slope;
        offsetOf[j] += row[j] / points - mean * slope;
      }
    }
    boolean straight = map instanceof LinearMap && fit.drift().intervals() == 0;
    TimeMap toOther =
        straight
            ? TimeMap.linear(-offset / (1 + rate), 1 / (1 + rate))
            : TimeMap.through(onReference, onOther);
    return new Synchronisation(
        offset,
        INTERVAL * fit.deviation(offsetOf),
        1e6 * rate,
        1e6 * INTERVAL * fit.deviation(slopeOf),
        fit.freedom(),
        toOther,
        overlap[0],
        overlap[1],
        share,
        jumps,
        lags(offset),
        coherence);
  }

  private List<Synchronisation.Lag> lags(double offset) {
    List<Synchronisation.Lag> lags = new ArrayList<>();
    double[] measured = fit.blockLags();
    for (int k = 0; k < measured.length; k++) {
      double seconds =
          fit.drift().begin()
              + (fit.drift().end() - fit.drift().begin())
                  * k
                  / Math.max(1.0, measured.length - 1.0);
      double before = map.at(seconds) + offset - seconds + measured[k];
      lags.add(
          new Synchronisation.Lag(
              seconds, before, measured[k] - fit.lag(seconds), fit.blockDeviations()[k]));
    }
    return lags;
  }
}
