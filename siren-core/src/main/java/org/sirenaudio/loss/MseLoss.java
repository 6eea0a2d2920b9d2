package org.sirenaudio.loss;

/**
 * Squared error, l(e) = e²; the mean squared error if the scale is one over the number of samples.
 */
public record MseLoss() implements PointwiseLoss {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public double accumulate(
      float[] prediction, float[] target, int from, int to, double scale, float[] gradient) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double error = (double) prediction[i] - target[i];
      sum += error * error;
      gradient[i] = (float) (2 * scale * error);
    }
    return scale * sum;
  }
}
