package org.sirenaudio.network;

import java.util.SplittableRandom;

/**
 * One sine layer {@code sin(omega0 · (W x + b))}, readable: in double, one coordinate at a time.
 *
 * @param inFeatures columns of W
 * @param outFeatures rows of W
 * @param omega0 factor inside the sine
 * @param weight W, {@code [out, in]} row by row
 * @param bias b, {@code [out]}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a network's parameters, never compared
public record SineLayer(
    int inFeatures, int outFeatures, double omega0, float[] weight, float[] bias) {

  /**
   * A layer as the paper begins it: the first one's weight is U(±1/in), another's
   * U(±√(6/in)/omega0), and every bias U(±1/√in).
   */
  public static SineLayer create(
      int inFeatures, int outFeatures, double omega0, boolean first, SplittableRandom random) {
    double bound = first ? 1.0 / inFeatures : Math.sqrt(6.0 / inFeatures) / omega0;
    float[] weight = uniform(inFeatures * outFeatures, bound, random);
    float[] bias = uniform(outFeatures, 1 / Math.sqrt(inFeatures), random);
    return new SineLayer(inFeatures, outFeatures, omega0, weight, bias);
  }

  static float[] uniform(int length, double bound, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }

  /** {@code [in] → [out]}. */
  public double[] forward(double[] x) {
    double[] y = new double[outFeatures];
    for (int n = 0; n < outFeatures; n++) {
      y[n] = Math.sin(omega0 * linear(x, n));
    }
    return y;
  }

  private double linear(double[] x, int n) {
    double u = bias[n];
    for (int k = 0; k < inFeatures; k++) {
      u += weight[n * inFeatures + k] * x[k];
    }
    return u;
  }
}
