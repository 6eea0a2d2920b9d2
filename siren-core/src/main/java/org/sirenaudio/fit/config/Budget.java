package org.sirenaudio.fit.config;

import java.io.Serializable;

/** When a fit ends. */
public sealed interface Budget extends Serializable {

  /** The highest SNR target in dB, limited by float32. */
  double MOST_DB = 120;

  /** As many steps as the clip needs, chosen by the fitter. */
  record Auto() implements Budget {}

  /** Optimiser steps of every network. */
  record Steps(int steps) implements Budget {
    /**
     * @throws IllegalArgumentException if it is below 1
     */
    public Steps {
      if (steps < 1) {
        throw new IllegalArgumentException("the number of steps must be at least 1, not " + steps);
      }
    }
  }

  /** Seconds of fitting; the only budget whose result depends on the machine's speed. */
  record Seconds(double seconds) implements Budget {
    /**
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Seconds {
      if (!(seconds > 0 && Double.isFinite(seconds))) {
        throw new IllegalArgumentException("seconds must be positive, not " + seconds);
      }
    }
  }

  /** An SNR target in dB for every network, up to the fitter's step limit. */
  record TargetSnr(double db) implements Budget {
    /**
     * @throws IllegalArgumentException if it is not above 0 and at most {@link Budget#MOST_DB}
     */
    public TargetSnr {
      requireTarget(db);
    }
  }

  /**
   * Rejects invalid SNR targets.
   *
   * @param db the target in dB
   * @throws IllegalArgumentException if it is not above 0 and at most {@link Budget#MOST_DB}
   */
  static void requireTarget(double db) {
    if (!(db > 0 && db <= MOST_DB)) {
      throw new IllegalArgumentException(
          "an SNR target must be above 0 and at most %.0f dB, not %s".formatted(MOST_DB, db));
    }
  }
}
