package org.sirenaudio.sync;

import java.util.Arrays;

/**
 * The constant part of a lag: the delay that makes the bins' sums as real as possible, correct for
 * a path that is symmetric about its delay.
 *
 * @param seconds the delay
 * @param signs per bin, −1 where the path inverts the polarity
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ConstantDelay(double seconds, double[] signs) {

  private static final double REACH_SECONDS = 2e-4;
  private static final double STEP_SECONDS = 5e-7;
  private static final int ROUNDS = 10;

  /** Bins on each side that decide whether a filter inverts a bin. */
  private static final int SIGN_REACH = 6;

  static ConstantDelay of(Likelihood likelihood) {
    BlockSpectra spectra = likelihood.spectra();
    double[] re = likelihood.sumRe();
    double[] im = likelihood.sumIm();
    double best = onGrid(spectra, re, im);
    for (int round = 0; round < ROUNDS; round++) {
      double[] signs = signs(spectra, re, im, best);
      Rotation rotation = Rotation.of(spectra, best);
      double score = 0;
      double curvature = 0;
      for (int f = 0; f < re.length; f++, rotation.next()) {
        double omega = spectra.omega(f);
        double real = signs[f] * (re[f] * rotation.cos() - im[f] * rotation.sin());
        double imaginary = signs[f] * (re[f] * rotation.sin() + im[f] * rotation.cos());
        score -= omega * imaginary;
        curvature += omega * omega * real;
      }
      if (curvature > 0) {
        best += Math.clamp(score / curvature, -STEP_SECONDS, STEP_SECONDS);
      }
    }
    return new ConstantDelay(best, signs(spectra, re, im, best));
  }

  private static double onGrid(BlockSpectra spectra, double[] re, double[] im) {
    double best = 0;
    double most = -1;
    for (double delay = -REACH_SECONDS; delay <= REACH_SECONDS; delay += STEP_SECONDS) {
      Rotation rotation = Rotation.of(spectra, delay);
      double real = 0;
      for (int f = 0; f < re.length; f++, rotation.next()) {
        real += Math.abs(re[f] * rotation.cos() - im[f] * rotation.sin());
      }
      if (real > most) {
        most = real;
        best = delay;
      }
    }
    return best;
  }

  private static double[] signs(BlockSpectra spectra, double[] re, double[] im, double delay) {
    double[] real = new double[re.length + 1];
    Rotation rotation = Rotation.of(spectra, delay);
    for (int f = 0; f < re.length; f++, rotation.next()) {
      real[f + 1] = real[f] + re[f] * rotation.cos() - im[f] * rotation.sin();
    }
    double[] signs = new double[re.length];
    Arrays.setAll(
        signs,
        f ->
            real[Math.min(re.length, f + SIGN_REACH + 1)] >= real[Math.max(0, f - SIGN_REACH)]
                ? 1
                : -1);
    return signs;
  }
}
