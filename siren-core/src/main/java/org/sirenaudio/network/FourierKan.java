package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;

/**
 * A Kolmogorov–Arnold network with Fourier series as edge functions, {@code y = Σᵢ Σₖ aᵢₖ·cos(k·xᵢ)
 * + bᵢₖ·sin(k·xᵢ)} plus a bias, with fewer terms in deeper layers, in the authors' example 1,024, 5
 * and 3 (Li et al. 2026, "Representing Sounds as Neural Amplitude Fields: A Benchmark of
 * Coordinate-MLPs and a Fourier Kolmogorov-Arnold Framework"). The terms of the coordinate are
 * {@link InputEncoding.Harmonics}; a hidden layer outputs the terms weighted by the next layer.
 *
 * <p>Coefficients are initialised N(0, 1/(features·terms)) and biases 0, as in the layer's first
 * published code (GistNoesis 2024, "FourierKAN").
 *
 * @param harmonics terms k = 1 … of the second layer's series, 5 in the paper; each deeper layer
 *     has two fewer, at least 1
 */
public record FourierKan(int harmonics) implements Nonlinearity {

  /**
   * @throws IllegalArgumentException if there are not 1 to 64 harmonics
   */
  public FourierKan {
    new Joint.Harmonics(harmonics);
  }

  @Override
  public NonlinearityKind kind() {
    return NonlinearityKind.FOURIER_KAN;
  }

  @Override
  public LayerSpec layer(int inFeatures, int width, int index, int count) {
    int terms = Math.max(1, harmonics - 2 * index);
    return new LayerSpec(inFeatures, width, new Joint.Harmonics(terms));
  }

  /** Initial standard deviation of the coefficients of a layer with this many sines and cosines. */
  @Override
  public double weightBound(int inFeatures, boolean first) {
    return Math.sqrt(2.0 / inFeatures);
  }

  @Override
  public void begin(
      SplittableRandom random, LayerSpec layer, boolean first, float[] into, int weight) {
    double deviation = weightBound(layer.inFeatures(), first);
    for (int i = weight; i < weight + layer.weightCount(); i++) {
      into[i] = (float) (deviation * random.nextGaussian());
    }
  }

  @Override
  public FinalInit usualFinalInit() {
    return FinalInit.PAPER;
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
  public double shape() {
    return harmonics;
  }

  @Override
  public FourierKan structure() {
    return this;
  }

  @Override
  public FourierKan withFirstOmega0(double omega0) {
    return this;
  }

  @Override
  public double steepest() {
    return 0;
  }
}
