package org.sirenaudio.fit.lm;

import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * Removes the feature that a network of one sine layer needs least: the optimal brain surgeon
 * (Hassibi and Stork 1993) on the final layer, in which the squared error is exactly quadratic.
 * With G the Gram matrix of the features and the constant, removing feature k and refitting all
 * amplitudes raises the squared error by {@code Σ_c a_ck² / (G⁻¹)_kk}.
 */
final class FeaturePruning {

  /** Of the number of points: features that are almost equal leave G nearly singular. */
  private static final double RIDGE = 1e-9;

  private final NetworkSpec spec;
  private final Layers layers;
  private final float[] parameters;
  private final SymmetricSystem gram;
  private final int least;
  private final double rise;

  private FeaturePruning(Network network, SymmetricSystem gram) {
    spec = network.spec();
    layers = network.layers();
    parameters = network.parameters();
    this.gram = gram;
    double[] inverse = gram.inverseDiagonal();
    int candidate = 0;
    double leastRise = Double.POSITIVE_INFINITY;
    for (int k = 0; k < spec.hiddenFeatures(); k++) {
      double risen = amplitudeSquares(k) / inverse[k];
      if (risen < leastRise) {
        leastRise = risen;
        candidate = k;
      }
    }
    least = candidate;
    rise = leastRise;
  }

  /**
   * @param points evenly spaced from −1 to 1, at which the error is measured
   */
  static FeaturePruning of(Network network, int points) {
    return new FeaturePruning(network, SymmetricSystem.of(gram(network, points), RIDGE * points));
  }

  /** By how much the squared error, summed over points and channels, rises. */
  double rise() {
    return rise;
  }

  private double amplitudeSquares(int feature) {
    int last = layers.biasOffset(1);
    double squares = 0;
    for (int at = layers.weightOffset(1) + feature; at < last; at += spec.hiddenFeatures()) {
      squares += (double) parameters[at] * parameters[at];
    }
    return squares;
  }

  /** The network without its least feature, the amplitudes of the others refitted. */
  Network pruned() {
    int features = spec.hiddenFeatures();
    NetworkSpec narrow = spec.withHiddenFeatures(features - 1);
    Layers to = narrow.layers();
    float[] kept = new float[to.parameterCount()];
    double[] unit = new double[features + 1];
    unit[least] = 1;
    double[] column = gram.solve(unit);
    dropLeast(layers.weightOffset(0), kept, to.weightOffset(0));
    dropLeast(layers.biasOffset(0), kept, to.biasOffset(0));
    for (int c = 0; c < layers.outFeatures(); c++) {
      int row = layers.weightOffset(1) + c * features;
      int narrowRow = to.weightOffset(1) + c * (features - 1);
      dropLeast(row, kept, narrowRow);
      double share = parameters[row + least] / column[least];
      for (int k = 0; k < features - 1; k++) {
        kept[narrowRow + k] -= (float) (share * column[k < least ? k : k + 1]);
      }
      kept[to.biasOffset(1) + c] =
          (float) (parameters[layers.biasOffset(1) + c] - share * column[features]);
    }
    return Network.of(narrow, kept);
  }

  private void dropLeast(int from, float[] into, int at) {
    int behind = spec.hiddenFeatures() - least - 1;
    System.arraycopy(parameters, from, into, at, least);
    System.arraycopy(parameters, from + least + 1, into, at + least, behind);
  }

  /**
   * {@code [features + 1][features + 1]}, the lower half; the constant comes last, as a sinusoid of
   * frequency 0. A product of two sinusoids is the difference of two cosines, and the sum of a
   * cosine over evenly spaced points is Dirichlet's kernel.
   */
  private static double[][] gram(Network network, int points) {
    int features = network.spec().hiddenFeatures();
    Layers layers = network.layers();
    float[] parameters = network.parameters();
    double omega0 = network.spec().firstOmega0();
    double[] phases = new double[features + 1];
    double[] halfSteps = new double[features + 1];
    phases[features] = Math.PI / 2;
    for (int k = 0; k < features; k++) {
      // The points lie symmetrically around 0, so that this is the phase in the middle.
      phases[k] = omega0 * parameters[layers.biasOffset(0) + k];
      halfSteps[k] = omega0 * parameters[layers.weightOffset(0) + k] / Math.max(1, points - 1);
    }
    double[][] gram = new double[features + 1][features + 1];
    for (int i = 0; i <= features; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] =
            0.5
                * (Math.cos(phases[i] - phases[j]) * kernel(halfSteps[i] - halfSteps[j], points)
                    - Math.cos(phases[i] + phases[j])
                        * kernel(halfSteps[i] + halfSteps[j], points));
      }
    }
    return gram;
  }

  /** {@code sin(N·x) / sin(x)}. */
  private static double kernel(double x, int points) {
    double sine = Math.sin(x);
    return Math.abs(sine) < 1e-9
        ? points * Math.cos(x) * Math.cos(points * x)
        : Math.sin(points * x) / sine;
  }
}
