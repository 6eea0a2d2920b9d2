package org.sirenaudio.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.sync.Synchronisation;

/** Lags of neighbouring blocks combined, weighted by their information. */
final class LagBins {

  /** Bins whose uncertainty exceeds the best by this factor are not shown. */
  private static final double WORST = 100;

  private LagBins() {}

  /**
   * A group of blocks.
   *
   * @param seconds their centre
   * @param before the lag after correcting the offset only
   * @param after the residual lag
   * @param uncertainty95 half-width of the 95 % interval of the residual lag
   */
  record Bin(double seconds, double before, double after, double uncertainty95) {

    /** The distance from zero needed to show it. */
    double shown() {
      return Math.abs(after) + uncertainty95;
    }
  }

  static List<Bin> of(List<Synchronisation.Lag> lags, int most) {
    int each = Math.max(1, (lags.size() + most - 1) / most);
    List<Bin> bins = new ArrayList<>();
    for (int from = 0; from < lags.size(); from += each) {
      double weight = 0;
      double seconds = 0;
      double before = 0;
      double after = 0;
      for (Synchronisation.Lag lag : lags.subList(from, Math.min(lags.size(), from + each))) {
        double known = 1 / (lag.deviation() * lag.deviation());
        weight += known;
        seconds += known * lag.seconds();
        before += known * lag.before();
        after += known * lag.after();
      }
      if (weight > 0 && Double.isFinite(weight)) {
        bins.add(
            new Bin(
                seconds / weight,
                before / weight,
                after / weight,
                Synchronisation.Lag.DEVIATIONS95 / Math.sqrt(weight)));
      }
    }
    double best =
        bins.stream().mapToDouble(Bin::uncertainty95).min().orElse(Double.POSITIVE_INFINITY);
    bins.removeIf(bin -> bin.uncertainty95 > WORST * best);
    return bins;
  }
}
