package org.sirenaudio.loss;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.dsp.Stft;

/**
 * Multi-resolution STFT loss (Yamamoto, Song, Kim 2020, "Parallel WaveGAN"), defined and set as the
 * auraloss package has it by default: the mean over three resolutions (see {@link
 * Stft#multiResolution()}) of
 *
 * <pre>‖ T − P ‖ / ‖ T ‖  +  mean of |ln P − ln T|</pre>
 *
 * with P and T the magnitudes √max(|S|², 10⁻⁸) of prediction and target, and norm (Frobenius) and
 * mean taken over channels, frames and bins. It does not see phase: a fit needs the samples' error
 * beside it, as {@link HybridLoss} has.
 *
 * <p>Where |S|² is below 10⁻⁸, where P = T, and where the first term is 0, the gradient is 0.
 */
public final class MultiResolutionStftLoss implements WindowLoss {
  private static final double POWER_FLOOR = 1e-8;

  private final List<Stft> resolutions = Stft.multiResolution();

  /** The loss with its usual resolutions. */
  public MultiResolutionStftLoss() {}

  @Override
  public String name() {
    return "stft";
  }

  @Override
  public int minimumFrames() {
    return resolutions.stream().mapToInt(Stft::minLength).max().orElseThrow();
  }

  @Override
  public double evaluate(
      double[][] prediction, double[][] target, double scale, double[][] gradient) {
    double[][] scratch = new double[gradient.length][gradient[0].length];
    double value = 0;
    for (Stft stft : resolutions) {
      value += evaluate(stft, prediction, target, scale / resolutions.size(), gradient, scratch);
    }
    return value;
  }

  private static double evaluate(
      Stft stft,
      double[][] prediction,
      double[][] target,
      double scale,
      double[][] gradient,
      double[][] scratch) {
    int frames = stft.frames(prediction[0].length);
    double perBin = scale / ((double) prediction.length * frames * stft.bins());
    double[] spectrum = new double[stft.workLength()];
    double[] targetSpectrum = new double[stft.workLength()];
    double errorEnergy = 0;
    double targetEnergy = 0;
    double logDistances = 0;

    // ‖T − P‖ is known only after the last frame and divides the first term's gradient as a whole.
    // So that gradient is collected apart, undivided, and no spectrum has to be kept.
    for (int c = 0; c < prediction.length; c++) {
      Arrays.fill(scratch[c], 0);
      for (int t = 0; t < frames; t++) {
        stft.forward(target[c], t, targetSpectrum);
        stft.forward(prediction[c], t, spectrum);
        for (int i = 0; i < spectrum.length; i += 2) {
          double re = spectrum[i];
          double im = spectrum[i + 1];
          double power = re * re + im * im;
          double targetPower =
              Math.max(
                  targetSpectrum[i] * targetSpectrum[i]
                      + targetSpectrum[i + 1] * targetSpectrum[i + 1],
                  POWER_FLOOR);
          boolean clamped = power < POWER_FLOOR;
          double magnitude = Math.sqrt(clamped ? POWER_FLOOR : power);
          double error = magnitude - Math.sqrt(targetPower);
          errorEnergy += error * error;
          targetEnergy += targetPower;
          logDistances += Math.abs(Math.log((clamped ? POWER_FLOOR : power) / targetPower));
          // dP/dRe = Re/P; d ln P/dRe = Re/P².
          double convergence = clamped ? 0 : error / magnitude;
          double logarithm = clamped ? 0 : perBin * Math.signum(error) / power;
          spectrum[i] = convergence * re;
          spectrum[i + 1] = convergence * im;
          targetSpectrum[i] = logarithm * re;
          targetSpectrum[i + 1] = logarithm * im;
        }
        stft.adjoint(spectrum, t, scratch[c]);
        stft.adjoint(targetSpectrum, t, gradient[c]);
      }
    }
    if (errorEnergy > 0) {
      double factor = scale / Math.sqrt(errorEnergy * targetEnergy);
      for (int c = 0; c < prediction.length; c++) {
        for (int n = 0; n < scratch[c].length; n++) {
          gradient[c][n] += factor * scratch[c][n];
        }
      }
    }
    // ln P = ½ ln P².
    return scale * Math.sqrt(errorEnergy / targetEnergy) + 0.5 * perBin * logDistances;
  }
}
