package org.sirenaudio.fit.estimate;

import org.sirenaudio.kernel.Kernels;

/**
 * Single-thread training times of compiled code, in seconds. Calibrated on a Zen 5 with 512-bit
 * vectors.
 */
final class StepCost {

  private static final double PER_STEP = 25e-6;
  private static final double PER_PARAMETER_AND_VALUE = 2.4e-9;
  private static final double PER_SQUARE_AND_VALUE = 0.008e-9;
  private static final double PER_CUBE = 0.0055e-9;

  /** Multiply-adds per second. */
  private static final double FLOPS = 85e9;

  /** Cost of a sinusoid's transforms, and of its products with each earlier one. */
  private static final double PER_SINUSOID_AND_POINT = 60e-9;

  private static final double PER_PAIR_AND_POINT = 1e-9;

  /** Compilation time of the training code, for sufficiently long fits. */
  private static final double WARM_UP_SECONDS = 2;

  /** The amount of work by which about two thirds of that have been spent. */
  private static final double WARM_UP_WORK = 0.15;

  private StepCost() {}

  /** Cost of finding untrained sinusoids in a window of this many points. */
  static double pursuit(double sinusoids, double points) {
    return sinusoids * points * (PER_SINUSOID_AND_POINT + PER_PAIR_AND_POINT * sinusoids);
  }

  /** Time for an amount of work in a freshly started program. */
  static double withWarmUp(double seconds) {
    return seconds + WARM_UP_SECONDS * -Math.expm1(-seconds / WARM_UP_WORK);
  }

  /** Levenberg–Marquardt time for a network with this many parameters and values. */
  static double levenbergMarquardt(double parameters, double values) {
    double p = parameters;
    return PER_STEP
        + slowness()
            * (values * p * (PER_PARAMETER_AND_VALUE + PER_SQUARE_AND_VALUE * p)
                + PER_CUBE * p * p * p);
  }

  /** Time of a gradient step with this many multiply-adds per point. */
  static double gradient(double flops, int points) {
    return PER_STEP + slowness() * flops * points / FLOPS;
  }

  /** Slow-down with narrower vectors. */
  private static double slowness() {
    return switch (Kernels.best().vectorBits()) {
      case 0 -> 25;
      case 128 -> 3;
      case 256 -> 1.7;
      default -> 1;
    };
  }
}
