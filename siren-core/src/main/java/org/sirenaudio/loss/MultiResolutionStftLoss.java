package org.sirenaudio.loss;

import java.util.List;
import org.sirenaudio.dsp.Stft;

/**
 * Multi-resolution STFT loss (Yamamoto, Song, Kim 2020, "Parallel WaveGAN"), with the definition
 * and defaults of the auraloss package: the mean over three resolutions (see {@link
 * Stft#multiResolution()}) of
 *
 * <pre>‖ T − P ‖ / ‖ T ‖  +  mean of |ln P − ln T|</pre>
 *
 * with P and T the magnitudes √max(|S|², 10⁻⁸) of prediction and target, and norm (Frobenius) and
 * mean taken over channels, frames and bins. It is insensitive to phase: a fit needs the sample
 * error as well, as in {@link HybridLoss}.
 *
 * <p>Where |S|² is below 10⁻⁸, where P = T, and where the first term is 0, the gradient is 0.
 */
public final class MultiResolutionStftLoss implements WindowLoss {
  private static final double POWER_FLOOR = 1e-8;

  /** Within the range of a double, even times any ratio of powers of floats. */
  private static final double GREAT = 1e100;

  private final List<Stft> resolutions = Stft.multiResolution();
  private final int minimumFrames =
      resolutions.stream().mapToInt(Stft::minLength).max().orElseThrow();

  /** The loss with its default resolutions. */
  public MultiResolutionStftLoss() {}

  @Override
  public String name() {
    return "stft";
  }

  @Override
  public int minimumFrames() {
    return minimumFrames;
  }

  @Override
  public double evaluate(
      double[][] prediction,
      double[][] target,
      double scale,
      double[][] gradient,
      LossScratch scratch) {
    double value = 0;
    for (int r = 0; r < resolutions.size(); r++) {
      Stft stft = resolutions.get(r);
      int frames = prediction.length * stft.frames(prediction[0].length);
      LossScratch.Spectra spectra = scratch.spectra(r, stft, frames);
      value += evaluate(stft, prediction, target, scale / resolutions.size(), gradient, spectra);
    }
    return value;
  }

  /**
   * One resolution. ‖ T − P ‖ is known only after the last frame and divides the first term's whole
   * gradient, so all predicted spectra are kept for a second pass.
   */
  private static double evaluate(
      Stft stft,
      double[][] prediction,
      double[][] target,
      double scale,
      double[][] gradient,
      LossScratch.Spectra kept) {
    double[][] spectra = kept.predictions;
    double[][] errors = kept.errors;
    double[] targetSpectrum = kept.target[0];
    int all = spectra.length;
    int frames = all / prediction.length;
    double errorEnergy = 0;
    double targetEnergy = 0;
    double logDistances = 0;
    // One logarithm of a product is cheaper than a sum of logarithms.
    double ratios = 1;
    for (int i = 0; i < all; i++) {
      int channel = i / frames;
      double[] spectrum = spectra[i];
      double[] error = errors[i];
      stft.forward(target[channel], i % frames, targetSpectrum);
      stft.forward(prediction[channel], i % frames, spectrum);
      for (int k = 0; k < error.length; k++) {
        double power = Math.max(power(spectrum, k), POWER_FLOOR);
        double targetPower = Math.max(power(targetSpectrum, k), POWER_FLOOR);
        error[k] = Math.sqrt(power) - Math.sqrt(targetPower);
        errorEnergy += error[k] * error[k];
        targetEnergy += targetPower;
        ratios *= Math.max(power, targetPower) / Math.min(power, targetPower);
        if (!(ratios < GREAT)) {
          logDistances += Math.log(ratios);
          ratios = 1;
        }
      }
    }
    logDistances += Math.log(ratios);
    double perBin = scale / ((double) all * stft.bins());
    double perError = errorEnergy > 0 ? scale / Math.sqrt(errorEnergy * targetEnergy) : 0;
    for (int i = 0; i < all; i++) {
      double[] spectrum = spectra[i];
      for (int k = 0; k < errors[i].length; k++) {
        // dP/dRe = Re/P; d ln P/dRe = Re/P².
        double error = errors[i][k];
        double power = power(spectrum, k);
        double factor =
            power < POWER_FLOOR
                ? 0
                : perError * error / Math.sqrt(power) + perBin * Math.signum(error) / power;
        spectrum[2 * k] *= factor;
        spectrum[2 * k + 1] *= factor;
      }
      stft.adjoint(spectrum, i % frames, gradient[i / frames]);
    }
    // ln P = ½ ln P².
    return scale * Math.sqrt(errorEnergy / targetEnergy) + 0.5 * perBin * logDistances;
  }

  private static double power(double[] spectrum, int bin) {
    double re = spectrum[2 * bin];
    double im = spectrum[2 * bin + 1];
    return re * re + im * im;
  }
}
