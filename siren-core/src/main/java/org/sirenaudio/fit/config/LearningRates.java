package org.sirenaudio.fit.config;

import java.io.Serializable;

/** Learning rates of a network's layers. */
public sealed interface LearningRates extends Serializable {

  /**
   * All rates scaled by {@code factor}.
   *
   * @throws IllegalArgumentException if the factor is not positive and finite
   */
  LearningRates times(double factor);

  /** One rate for all parameters, as in PyTorch examples. */
  record Uniform(double rate) implements LearningRates {
    /**
     * @throws IllegalArgumentException if the rate is not positive and finite
     */
    public Uniform {
      requirePositive(rate);
    }

    @Override
    public LearningRates times(double factor) {
      return new Uniform(rate * factor);
    }
  }

  /**
   * Rates per layer in effective units, that is, of omega0 · W: a step of the parameters moves a
   * sine's argument omega0 times as far, which is why fits diverge when one rate serves all layers.
   *
   * @param first of the first layer's phases, in rad at coordinate ±1
   * @param hidden of omega0 · W of the hidden layers
   * @param bias of omega0 · b of all sine layers
   * @param last of the final layer
   */
  record Effective(double first, double hidden, double bias, double last) implements LearningRates {
    /**
     * @throws IllegalArgumentException if a rate is not positive and finite
     */
    public Effective {
      requirePositive(Math.min(Math.min(first, hidden), Math.min(bias, last)));
    }

    @Override
    public LearningRates times(double factor) {
      return new Effective(first * factor, hidden * factor, bias * factor, last * factor);
    }
  }

  private static void requirePositive(double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("a learning rate must be positive, not " + rate);
    }
  }
}
