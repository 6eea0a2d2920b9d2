package org.sirenaudio.kernel;

import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * The diagonal added to the normal equations, and the predicted reduction of a damped step.
 *
 * <p>Levenberg's damping, in effective units: a step is measured by how far it moves omega0 · W and
 * omega0 · b, the arguments of the sines. Damping by the curvature itself (Marquardt) lets nearly
 * irrelevant parameters move so far that the sines they feed turn to noise: on windows of Bach such
 * fits stop at 15 dB where these exceed 50.
 */
final class Damping {

  private Damping() {}

  /** The amount to add per parameter. */
  static double[] of(Layers layers, double factor) {
    double[] added = new double[layers.parameterCount()];
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      double omega = layer.omega0();
      for (int i = layers.weightOffset(l); i < layers.weightOffset(l + 1); i++) {
        added[i] = factor * omega * omega;
      }
    }
    return added;
  }

  /** {@code ½ stepᵀ (added ∘ step + Jᵀe)} (Madsen, Nielsen, Tingleff 2004, equation 3.14). */
  static double gain(double[] added, double[] right, float[] step) {
    double sum = 0;
    for (int i = 0; i < added.length; i++) {
      sum += step[i] * (added[i] * step[i] + right[i]);
    }
    return 0.5 * sum;
  }
}
