package org.sirenaudio.sync;

/** exp(iωτ) for successive bins. */
final class Rotation {
  private final double stepCos;
  private final double stepSin;
  private double cos;
  private double sin;

  private Rotation(double start, double step) {
    cos = Math.cos(start);
    sin = Math.sin(start);
    stepCos = Math.cos(step);
    stepSin = Math.sin(step);
  }

  /** For the bins of spectra from the first, at a lag in seconds. */
  static Rotation of(BlockSpectra spectra, double lag) {
    return new Rotation(spectra.omega(0) * lag, 2 * Math.PI * spectra.hertz() * lag);
  }

  double cos() {
    return cos;
  }

  double sin() {
    return sin;
  }

  void next() {
    double turned = cos * stepCos - sin * stepSin;
    sin = sin * stepCos + cos * stepSin;
    cos = turned;
  }
}
