package org.sirenaudio.network;

import org.sirenaudio.layer.LayerSpec;

/** What the hidden layers do to their linear part, and how their weights begin. */
public sealed interface Nonlinearity {

  /**
   * A hidden layer.
   *
   * @param first whether it is the first learned one
   */
  LayerSpec layer(int inFeatures, int outFeatures, boolean first);

  /** The bound b of U(±b), from which a hidden layer's weight is drawn. */
  double weightBound(int inFeatures, boolean first);

  /** Factor within the first layer's activation; 1 where there is none. */
  double firstOmega0();

  /** Factor within the other hidden layers' activation; 1 where there is none. */
  double hiddenOmega0();

  /** The same with another factor in the first layer, where it has one. */
  Nonlinearity withFirstOmega0(double omega0);

  /**
   * {@code sin(omega0 · u)}, initialised as by Sitzmann et al. 2020, section 3.2 and its code: the
   * first layer's weight U(±1/in), the others' U(±√(6/in)/omega0).
   *
   * @param firstOmega0 of the first layer. On coordinates −1 … 1 that cover T seconds, the first
   *     layer's frequencies begin within ±firstOmega0/(2π)·(2/T) = ±firstOmega0/(π·T) Hz
   * @param hiddenOmega0 of the other layers
   */
  record Sine(double firstOmega0, double hiddenOmega0) implements Nonlinearity {

    public Sine {
      if (!(firstOmega0 > 0 && hiddenOmega0 > 0 && Double.isFinite(firstOmega0 + hiddenOmega0))) {
        throw new IllegalArgumentException(
            "omega0 must be positive and finite, not %s and %s"
                .formatted(firstOmega0, hiddenOmega0));
      }
    }

    /**
     * omega0 for a first layer whose frequencies begin within ±{@code hertz} on a window of {@code
     * seconds}.
     */
    public static double omega0(double hertz, double seconds) {
      return Math.PI * seconds * hertz;
    }

    @Override
    public LayerSpec layer(int inFeatures, int outFeatures, boolean first) {
      return LayerSpec.sine(inFeatures, outFeatures, first ? firstOmega0 : hiddenOmega0);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return first ? 1.0 / inFeatures : Math.sqrt(6.0 / inFeatures) / hiddenOmega0;
    }

    @Override
    public Sine withFirstOmega0(double omega0) {
      return new Sine(omega0, hiddenOmega0);
    }
  }

  /**
   * {@code max(0, u)}, every weight from U(±√(6/in)) (He et al. 2015, "Delving Deep into
   * Rectifiers", equation 10).
   */
  record Relu() implements Nonlinearity {

    @Override
    public LayerSpec layer(int inFeatures, int outFeatures, boolean first) {
      return LayerSpec.relu(inFeatures, outFeatures);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return Math.sqrt(6.0 / inFeatures);
    }

    @Override
    public double firstOmega0() {
      return 1;
    }

    @Override
    public double hiddenOmega0() {
      return 1;
    }

    @Override
    public Relu withFirstOmega0(double omega0) {
      return this;
    }
  }
}
