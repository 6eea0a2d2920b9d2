package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;

/**
 * A multiplicative filter network, {@code z₁ = g₁(x), zᵢ₊₁ = (Wᵢ zᵢ + bᵢ) ∘ gᵢ₊₁(x)}, then a linear
 * layer (Fathony, Sahu, Willmott and Kolter 2021, "Multiplicative Filter Networks", equation 7):
 * the FourierNet with sines as filters, the GaborNet with Gabor wavelets {@code sin(ωx +
 * φ)·exp(−γ/2·(x − μ)²)}. There are as many filters as hidden layers, the first of which is only a
 * filter; the first layer computes them all.
 *
 * <p>Initialisation as in the authors' code. With L filters, {@code ω ∈ U(±s/√L)}, times √γ for a
 * wavelet, φ ∈ U(±π), μ ∈ U(±1), γ ∈ Gamma(6/L, 1); W ∈ U(±1/√in), and the final layer as PyTorch's
 * nn.Linear. The Gaussian is stored as {@code exp(−(v·x + c)²)} with v = √(γ/2), c = −v·μ: the same
 * functions, with γ kept non-negative.
 *
 * @param firstOmega0 s, their input scale: initial filter frequencies lie within ±s/(√L·π·T) Hz if
 *     the coordinates −1 … 1 cover T seconds, and products of all filters within √L times that
 * @param bells whether the filters are wavelets
 */
public record MultiplicativeFilters(double firstOmega0, boolean bells) implements Nonlinearity {

  /** The alpha of the authors' code. */
  private static final double GAMMA_SHAPE = 6;

  /**
   * @throws IllegalArgumentException if omega0 is not positive and finite
   */
  public MultiplicativeFilters {
    Nonlinearity.requireOmegas(firstOmega0, 1);
  }

  @Override
  public NonlinearityKind kind() {
    return bells ? NonlinearityKind.MFN_GABOR : NonlinearityKind.MFN_FOURIER;
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public LayerSpec layer(int inFeatures, int width, int index, int count) {
    if (index > 0) {
      return new LayerSpec(inFeatures, width, new Activation.Filtered(index));
    }
    Joint.Filters filters = new Joint.Filters(count, firstOmega0 / Math.sqrt(count), bells);
    return new LayerSpec(inFeatures, Math.multiplyExact(width, filters.inputs()), filters);
  }

  @Override
  public double weightBound(int inFeatures, boolean first) {
    return 1 / Math.sqrt(inFeatures);
  }

  @Override
  public void begin(
      SplittableRandom random, LayerSpec layer, boolean first, float[] into, int weight) {
    int bias = weight + layer.weightCount();
    if (!(layer.activation() instanceof Joint.Filters filters)) {
      Nonlinearity.super.begin(random, layer, first, into, weight);
      return;
    }
    int waves = layer.blockRows() * filters.count();
    for (int n = 0; n < waves; n++) {
      double frequency = random.nextDouble(-1, 1);
      double phase = random.nextDouble(-Math.PI, Math.PI);
      if (bells) {
        double gamma = gamma(random, GAMMA_SHAPE / filters.count());
        double middle = random.nextDouble(-1, 1);
        double width = Math.sqrt(gamma / 2) / filters.omega0();
        frequency *= Math.sqrt(gamma);
        into[weight + waves + n] = (float) width;
        into[bias + waves + n] = (float) (-width * middle);
      }
      into[weight + n] = (float) frequency;
      into[bias + n] = (float) (phase / filters.omega0());
    }
  }

  /**
   * A draw from Gamma(shape, 1) (Marsaglia and Tsang 2000, "A Simple Method for Generating Gamma
   * Variables").
   */
  private static double gamma(SplittableRandom random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double v = Math.pow(1 + c * normal, 3);
      if (v > 0
          && Math.log(random.nextDouble()) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  @Override
  public double hiddenOmega0() {
    return 1;
  }

  @Override
  public MultiplicativeFilters structure() {
    return new MultiplicativeFilters(1, bells);
  }

  @Override
  public MultiplicativeFilters withFirstOmega0(double omega0) {
    return new MultiplicativeFilters(omega0, bells);
  }
}
