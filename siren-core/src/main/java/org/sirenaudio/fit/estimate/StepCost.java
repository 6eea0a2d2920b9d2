package org.sirenaudio.fit.estimate;

import org.sirenaudio.kernel.Kernels;

/**
 * Seconds that one thread takes for parts of a training, once its code is compiled. The factors are
 * those of a Zen 5 at 512 bits.
 */
final class StepCost {

  private static final double PER_STEP = 25e-6;
  private static final double PER_PARAMETER_AND_VALUE = 2.4e-9;
  private static final double PER_SQUARE_AND_VALUE = 0.008e-9;
  private static final double PER_CUBE = 0.0055e-9;

  /** Multiplications and additions a second. */
  private static final double FLOPS = 85e9;

  /** A sinusoid's transforms, and what it shares with each of those before it. */
  private static final double PER_SINUSOID_AND_POINT = 60e-9;

  private static final double PER_PAIR_AND_POINT = 1e-9;

  /** What it takes to compile the code of a training that is long enough for it. */
  private static final double WARM_UP_SECONDS = 2;

  /** Work in which about two thirds of that are over. */
  private static final double WARM_UP_WORK = 0.15;

  private StepCost() {}

  /** Of untrained sinusoids for a window of so many points. */
  static double pursuit(double sinusoids, double points) {
    return sinusoids * points * (PER_SINUSOID_AND_POINT + PER_PAIR_AND_POINT * sinusoids);
  }

  /** So much work, in a program that has just begun. */
  static double withWarmUp(double seconds) {
    return seconds + WARM_UP_SECONDS * -Math.expm1(-seconds / WARM_UP_WORK);
  }

  /** Of Levenberg–Marquardt, for a network of so many parameters on so many values. */
  static double levenbergMarquardt(double parameters, double values) {
    double p = parameters;
    return PER_STEP
        + slowness()
            * (values * p * (PER_PARAMETER_AND_VALUE + PER_SQUARE_AND_VALUE * p)
                + PER_CUBE * p * p * p);
  }

  /** Of a gradient step that takes so many multiplications and additions for each point. */
  static double gradient(double flops, int points) {
    return PER_STEP + slowness() * flops * points / FLOPS;
  }

  /** How many times as long narrower vectors take. */
  private static double slowness() {
    return switch (Kernels.best().vectorBits()) {
      case 0 -> 25;
      case 128 -> 3;
      case 256 -> 1.7;
      default -> 1;
    };
  }
}
