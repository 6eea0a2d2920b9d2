package org.sirenaudio.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.sync.Synchronisation;

/** Lags of neighbouring blocks in one, weighted by what is known of each. */
final class LagBins {

  /** What is known worse than the best by this is not shown. */
  private static final double WORST = 100;

  private LagBins() {}

  /**
   * Some blocks.
   *
   * @param seconds their middle
   * @param before the lag beside the offset alone
   * @param after what is left
   * @param uncertainty95 half of the interval of what is left
   */
  record Bin(double seconds, double before, double after, double uncertainty95) {

    /** How far from none the picture has to reach for it. */
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
