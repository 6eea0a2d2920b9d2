package org.sirenaudio.sync;

/**
 * The likelihood of the blocks' lags, per bin: the real part of the cross-spectrum, rotated back by
 * the lag and by the bin's own phase, with the weights of a {@link Coherence}. A bin's phase is
 * that of its sum over all blocks.
 *
 * @param sumRe per bin, the blocks' weighted in-phase sum, real part
 * @param sumIm its imaginary part
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Likelihood(BlockSpectra spectra, Coherence coherence, double[] sumRe, double[] sumIm) {

  /**
   * @param lags of the blocks in seconds
   * @param robust weight of each block, 0 to 1
   */
  static Likelihood of(BlockSpectra spectra, Coherence coherence, double[] lags, double[] robust) {
    int bins = spectra.bins();
    double[] sumRe = new double[bins];
    double[] sumIm = new double[bins];
    for (int k = 0; k < spectra.blocks(); k++) {
      float[] cross = spectra.cross()[k];
      float[] weights = coherence.weights()[k];
      Rotation rotation = Rotation.of(spectra, lags[k]);
      for (int f = 0; f < bins; f++, rotation.next()) {
        double weight = robust[k] * weights[f];
        double a = weight * cross[2 * f];
        double b = weight * cross[2 * f + 1];
        sumRe[f] += a * rotation.cos() - b * rotation.sin();
        sumIm[f] += a * rotation.sin() + b * rotation.cos();
      }
    }
    return new Likelihood(spectra, coherence, sumRe, sumIm);
  }

  /** The derivative of a bin's likelihood with respect to the block's lag. */
  double score(int k, int f, Rotation rotation) {
    return score(k, f, rotation, sumRe[f], sumIm[f]);
  }

  /** As above, with the phase of another complex number. */
  double score(int k, int f, Rotation rotation, double re, double im) {
    float[] cross = spectra.cross()[k];
    double a = cross[2 * f] * rotation.cos() - cross[2 * f + 1] * rotation.sin();
    double b = cross[2 * f] * rotation.sin() + cross[2 * f + 1] * rotation.cos();
    double size = Math.sqrt(re * re + im * im);
    return size == 0 ? 0 : -coherence.weights()[k][f] * spectra.omega(f) * (b * re - a * im) / size;
  }

  /** The curvature of a bin's likelihood. */
  double known(int k, int f, Rotation rotation) {
    float[] cross = spectra.cross()[k];
    double a = cross[2 * f] * rotation.cos() - cross[2 * f + 1] * rotation.sin();
    double b = cross[2 * f] * rotation.sin() + cross[2 * f + 1] * rotation.cos();
    double size = Math.sqrt(sumRe[f] * sumRe[f] + sumIm[f] * sumIm[f]);
    double omega = spectra.omega(f);
    return size == 0
        ? 0
        : coherence.weights()[k][f] * omega * omega * (a * sumRe[f] + b * sumIm[f]) / size;
  }
}
