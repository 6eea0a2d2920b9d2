package org.sirenaudio.fit.config;

import java.io.Serializable;

/** How the first layer's initial frequencies are chosen. */
public sealed interface Frequency extends Serializable {

  /** From the clip's spectrum. */
  record Auto() implements Frequency {}

  /** Within ±{@code hertz}, whatever the length of the window. */
  record Hertz(double hertz) implements Frequency {
    /**
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Hertz {
      if (!(hertz > 0 && Double.isFinite(hertz))) {
        throw new IllegalArgumentException("a frequency must be positive, not " + hertz);
      }
    }
  }

  /** The paper's omega0; the frequencies depend on the length of the window. */
  record Omega0(double omega0) implements Frequency {
    /**
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Omega0 {
      if (!(omega0 > 0 && Double.isFinite(omega0))) {
        throw new IllegalArgumentException("omega0 must be positive, not " + omega0);
      }
    }
  }
}
