package org.sirenaudio.fit.gradient;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.PriorityQueue;
import org.sirenaudio.network.NetworkSpec;

/**
 * Allocates parameters to the windows of a clip by their benefit: noise needs many times the
 * parameters of a tone. Since each parameter codes about the same number of bits, the decibels that
 * a network will reach are assumed proportional to its parameters, given those after a short
 * training. The allocation minimises the sum of two noise measures: that of all windows relative to
 * the whole clip, and the mean over audible windows relative to the window, so that quiet ones are
 * not neglected.
 */
final class WidthAllocation {

  /** Width increment. */
  private static final int STEP = 4;

  /** Maximum ratio of a network's new width to its old one. */
  private static final int MOST_TIMES = 3;

  /** Final decibels per decibel after the short training, with equal parameters. */
  private static final double PROSPECT = 1.4;

  /** Minimum expectation for a window that is no better than silence so far. */
  private static final double LEAST_DB = 1;

  /**
   * A window and its current network.
   *
   * @param energy sum of squares, relative to full scale
   * @param audible whether it counts individually
   * @param snrDb its current SNR
   */
  record Need(NetworkSpec network, double energy, boolean audible, double snrDb) {

    /** A window with a fixed network. */
    static Need none(NetworkSpec network) {
      return new Need(network, 0, false, 0);
    }
  }

  private final List<Need> needs;
  private final double[] weights;
  private final int[] widths;

  private WidthAllocation(List<Need> needs) {
    this.needs = needs;
    double all = needs.stream().mapToDouble(Need::energy).sum();
    long audible = needs.stream().filter(Need::audible).count();
    weights =
        needs.stream()
            .mapToDouble(n -> n.energy() / all + (n.audible() ? 1.0 / audible : 0))
            .toArray();
    widths = needs.stream().mapToInt(n -> n.network().hiddenFeatures()).toArray();
  }

  /**
   * The networks' new widths, none narrower than before.
   *
   * @param most parameters of all networks together
   */
  static int[] of(List<Need> needs, long most) {
    return new WidthAllocation(needs).share(most);
  }

  private int[] share(long most) {
    long left = most;
    PriorityQueue<Integer> next = new PriorityQueue<>(comparingDouble(i -> -gain(i)));
    for (int i = 0; i < widths.length; i++) {
      left -= parameters(i, widths[i]);
      if (gain(i) > 0) {
        next.add(i);
      }
    }
    while (!next.isEmpty()) {
      int i = next.remove();
      int cost = parameters(i, widths[i] + STEP) - parameters(i, widths[i]);
      if (cost > left) {
        continue;
      }
      left -= cost;
      widths[i] += STEP;
      if (widths[i] + STEP <= MOST_TIMES * needs.get(i).network().hiddenFeatures()) {
        next.add(i);
      }
    }
    return widths;
  }

  /** Benefit per parameter of one increment; diminishing. */
  private double gain(int i) {
    int now = parameters(i, widths[i]);
    int then = parameters(i, widths[i] + STEP);
    return weights[i] * (noise(i, now) - noise(i, then)) / (then - now);
  }

  /** A window's noise-to-signal ratio. */
  private double noise(int i, int parameters) {
    Need need = needs.get(i);
    double perParameter =
        PROSPECT * Math.max(LEAST_DB, need.snrDb()) / need.network().parameterCount();
    return Math.pow(10, -perParameter * parameters / 10);
  }

  private int parameters(int i, int width) {
    return needs.get(i).network().withHiddenFeatures(width).parameterCount();
  }
}
