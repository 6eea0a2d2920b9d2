package org.sirenaudio.metrics;

import org.sirenaudio.dsp.Stft;

/** Walks through the short-time power spectra of a reference and an estimate side by side. */
final class PowerSpectra {
  /**
   * The least power of a bin. It keeps logarithms finite and lies below what the rounding to 16
   * bits leaves in a bin (6·10⁻⁸ with a Hann window of 2048).
   */
  static final double FLOOR = 1e-8;

  /** Sees one frame of one channel. */
  interface Visitor {
    /** Both arrays are [bins], |S|² and never below {@link #FLOOR}, and reused after the call. */
    void frame(double[] referencePower, double[] estimatePower);
  }

  private PowerSpectra() {}

  /** Visits all frames of the first channel, then of the second, and so on. */
  static void visit(Stft stft, float[][] reference, float[][] estimate, Visitor visitor) {
    double[] spectrum = new double[stft.workLength()];
    double[] referencePower = new double[stft.bins()];
    double[] estimatePower = new double[stft.bins()];
    for (int c = 0; c < reference.length; c++) {
      double[] referenceSamples = samples(reference[c], stft.minLength());
      double[] estimateSamples = samples(estimate[c], stft.minLength());
      int frames = stft.frames(referenceSamples.length);
      for (int t = 0; t < frames; t++) {
        stft.forward(referenceSamples, t, spectrum);
        power(spectrum, referencePower);
        stft.forward(estimateSamples, t, spectrum);
        power(spectrum, estimatePower);
        visitor.frame(referencePower, estimatePower);
      }
    }
  }

  /** Clips too short for one frame are extended with zeros. */
  private static double[] samples(float[] channel, int minLength) {
    double[] samples = new double[Math.max(channel.length, minLength)];
    for (int n = 0; n < channel.length; n++) {
      samples[n] = channel[n];
    }
    return samples;
  }

  private static void power(double[] spectrum, double[] power) {
    for (int k = 0; k < power.length; k++) {
      double re = spectrum[2 * k];
      double im = spectrum[2 * k + 1];
      power[k] = Math.max(re * re + im * im, FLOOR);
    }
  }
}
