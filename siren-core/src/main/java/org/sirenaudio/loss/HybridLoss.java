package org.sirenaudio.loss;

/**
 * A weighted sum of the mean squared error and the multi-resolution STFT loss,
 *
 * <pre>mseWeight · MSE + stftWeight · MR-STFT</pre>
 *
 * with the mean over the window's frames and channels.
 *
 * @param mseWeight at least 0; default 1
 * @param stftWeight at least 0; default 0.1
 */
public record HybridLoss(double mseWeight, double stftWeight) implements WindowLoss {
  private static final MultiResolutionStftLoss STFT = new MultiResolutionStftLoss();

  public HybridLoss {
    if (!(mseWeight >= 0 && stftWeight >= 0 && mseWeight + stftWeight <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "weights must be finite and not negative, not " + mseWeight + " and " + stftWeight);
    }
  }

  public HybridLoss() {
    this(1, 0.1);
  }

  @Override
  public String name() {
    return "hybrid";
  }

  @Override
  public int minimumFrames() {
    return STFT.minimumFrames();
  }

  @Override
  public double evaluate(
      double[][] prediction,
      double[][] target,
      double scale,
      double[][] gradient,
      LossScratch scratch) {
    double perSample = scale * mseWeight / ((double) prediction.length * prediction[0].length);
    double squares = 0;
    for (int c = 0; c < prediction.length; c++) {
      for (int n = 0; n < prediction[c].length; n++) {
        double error = prediction[c][n] - target[c][n];
        squares += error * error;
        gradient[c][n] += 2 * perSample * error;
      }
    }
    return perSample * squares
        + STFT.evaluate(prediction, target, scale * stftWeight, gradient, scratch);
  }
}
