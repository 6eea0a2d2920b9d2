package org.sirenaudio.fit.config;

import java.io.Serializable;

/** How many points of its window a gradient step evaluates. */
public sealed interface BatchSize extends Serializable {

  /** 1/32 of the window, within bounds. */
  record Auto() implements BatchSize {}

  /** All points of the window. */
  record All() implements BatchSize {}

  /** A fixed number of points, spread evenly over the window. */
  record Points(int count) implements BatchSize {
    /**
     * @throws IllegalArgumentException if the count is below 1
     */
    public Points {
      if (count < 1) {
        throw new IllegalArgumentException("a batch must have at least 1 point, not " + count);
      }
    }
  }
}
