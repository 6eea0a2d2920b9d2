package org.sirenaudio.loss;

/** Squared error, l(e) = e²; with a scale of one over the number of samples, the mean of it. */
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
