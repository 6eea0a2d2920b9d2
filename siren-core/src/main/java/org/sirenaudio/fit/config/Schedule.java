package org.sirenaudio.fit.config;

import java.io.Serializable;

/** How the learning rate goes over a fit: a factor by the fraction of the budget that is spent. */
public sealed interface Schedule extends Serializable {

  /**
   * @param spent fraction of the budget spent so far, 0 to 1
   * @return the factor on every learning rate
   */
  double factor(double spent);

  /** Always 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(double spent) {
      return 1;
    }
  }

  /**
   * A straight rise, then half a cosine down (Loshchilov and Hutter 2017, equation 5, without
   * restarts).
   *
   * @param warmup fraction of the budget that the rise takes
   * @param floor the factor at the end
   */
  record Cosine(double warmup, double floor) implements Schedule {

    public Cosine {
      if (!(warmup >= 0 && warmup < 1 && floor >= 0 && floor <= 1)) {
        throw new IllegalArgumentException(
            "warm-up and floor are fractions, not %s and %s".formatted(warmup, floor));
      }
    }

    /** A rise over 2 % of the budget, and an end at 1 % of the rate. */
    public static Cosine standard() {
      return new Cosine(0.02, 0.01);
    }

    @Override
    public double factor(double spent) {
      if (spent < warmup) {
        return Math.max(floor, spent / warmup);
      }
      double down = Math.min(1, (spent - warmup) / (1 - warmup));
      return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * down));
    }
  }
}
