package org.sirenaudio.fit.config;

import java.io.Serializable;

/** Learning-rate schedule: a factor as a function of the spent fraction of the budget. */
public sealed interface Schedule extends Serializable {

  /**
   * @param spent fraction of the budget spent so far, 0 to 1
   * @return the factor for all learning rates
   */
  double factor(double spent);

  /** Constant 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(double spent) {
      return 1;
    }
  }

  /**
   * Linear warm-up, then half a cosine down (Loshchilov and Hutter 2017, equation 5, without
   * restarts).
   *
   * @param warmup fraction of the budget used for warm-up
   * @param floor the final factor
   */
  record Cosine(double warmup, double floor) implements Schedule {

    /**
     * @throws IllegalArgumentException if the floor is not 0 to 1, or the warm-up not 0 to below 1
     */
    public Cosine {
      if (!(warmup >= 0 && warmup < 1 && floor >= 0 && floor <= 1)) {
        throw new IllegalArgumentException(
            "warm-up and floor must be fractions, not %s and %s".formatted(warmup, floor));
      }
    }

    /** Warm-up over 2 % of the budget, final factor 1 %. */
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
