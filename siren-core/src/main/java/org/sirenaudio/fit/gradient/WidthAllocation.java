package org.sirenaudio.fit.gradient;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.PriorityQueue;
import org.sirenaudio.network.NetworkSpec;

/**
 * Allocates parameters to the windows of a clip by what they bring: a hiss needs many times those
 * of a tone. After a short training, the decibels that a network will come to are taken to be as
 * many times those that it has now as its parameters will be, for each parameter tells about the
 * same number of bits. The shares make the least sum of two noises: that of all windows relative to
 * the whole clip, and the mean of those of audible windows relative to the window, so that quiet
 * ones are not left behind.
 */
final class WidthAllocation {

  /** Widths go up by this. */
  private static final int STEP = 4;

  /** No network gets wider than so many times its width before. */
  private static final int MOST_TIMES = 3;

  /** Decibels at the end of a fit for each one after the short training, with equal parameters. */
  private static final double PROSPECT = 1.4;

  /** A window that is no better than silence may be expected to learn something all the same. */
  private static final double LEAST_DB = 1;

  /**
   * A window and its network now.
   *
   * @param energy sum of its squares, 1 being full scale
   * @param audible whether it counts by itself
   * @param snrDb its signal-to-noise ratio now
   */
  record Need(NetworkSpec network, double energy, boolean audible, double snrDb) {

    /** A window whose network stays as it is. */
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
   * The widths that the networks shall have, none narrower than it is.
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

  /** What one step brings for each of its parameters; less at each step. */
  private double gain(int i) {
    int now = parameters(i, widths[i]);
    int then = parameters(i, widths[i] + STEP);
    return weights[i] * (noise(i, now) - noise(i, then)) / (then - now);
  }

  /** The noise of a window relative to its signal. */
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
