package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;

/**
 * {@code exp(i·omega0·z − |spread·z|²)} of complex z (Saragadam et al. 2023, "WIRE: Wavelet
 * Implicit Neural Representations", equation 4 and its code, where the spread is s0). The first
 * layer takes the real coordinate, the final one outputs the real part. A hidden feature is
 * complex, two real planes; the published code reduces the requested width by 1/√2 for it.
 *
 * <p>Real and imaginary parts of weights and biases are initialised U(±1/√in), with in counting
 * complex features, as by PyTorch's complex nn.Linear in that code.
 *
 * @param firstOmega0 of the first layer: initial frequencies lie within ±firstOmega0/(π·T) Hz
 * @param hiddenOmega0 of the other layers
 * @param spread the same in all layers
 */
public record ComplexWire(double firstOmega0, double hiddenOmega0, double spread)
    implements Nonlinearity {

  /**
   * @throws IllegalArgumentException if a parameter is not positive and finite
   */
  public ComplexWire {
    Nonlinearity.requireOmegas(firstOmega0, hiddenOmega0);
    Nonlinearity.requirePositive("the spread", spread);
  }

  @Override
  public NonlinearityKind kind() {
    return NonlinearityKind.WIRE_COMPLEX;
  }

  @Override
  public LayerSpec layer(int inFeatures, int width, int index, int count) {
    // The input of the first layer is real, whether the coordinate or an encoding of it.
    return index == 0
        ? new LayerSpec(inFeatures, width, new Joint.ComplexGabor(firstOmega0, spread, 1))
        : new LayerSpec(inFeatures, 2 * width, new Joint.ComplexGabor(hiddenOmega0, spread, 2));
  }

  @Override
  public double weightBound(int inFeatures, boolean first) {
    return 1 / Math.sqrt(first ? inFeatures : inFeatures / 2.0);
  }

  @Override
  public void begin(
      SplittableRandom random, LayerSpec layer, boolean first, float[] into, int weight) {
    boolean real = layer.activation() instanceof Joint && !layer.complex();
    double bound = weightBound(layer.inFeatures(), real);
    Nonlinearity.uniform(random, bound, into, weight, weight + layer.parameterCount());
  }

  /** The final layer is complex too. */
  @Override
  public FinalInit usualFinalInit() {
    return FinalInit.PAPER;
  }

  @Override
  public double shape() {
    return spread;
  }

  @Override
  public ComplexWire structure() {
    return new ComplexWire(1, 1, 1);
  }

  @Override
  public ComplexWire withFirstOmega0(double omega0) {
    return new ComplexWire(omega0, hiddenOmega0, spread);
  }
}
