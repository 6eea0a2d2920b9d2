package org.sirenaudio.loss;

/**
 * Absolute error, l(e) = |e|; the mean absolute error if the scale is one over the number of
 * samples. The gradient at e = 0 is 0.
 */
public record L1Loss() implements PointwiseLoss {
  @Override
  public String name() {
    return "l1";
  }

  @Override
  public double accumulate(
      float[] prediction, float[] target, int from, int to, double scale, float[] gradient) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double error = (double) prediction[i] - target[i];
      sum += Math.abs(error);
      gradient[i] = (float) (scale * Math.signum(error));
    }
    return scale * sum;
  }
}
