package org.sirenaudio.dsp;

/**
 * The residual energy of a segment under an all-pole model, as the quadratic form {@code Σ_{i,k}
 * x[i]·x[k]·B(i, k)}. Away from the ends B depends on the lag alone, {@code B(l) = Σ_j
 * a[j]·a[j+l]}. Where the sound begins or ends, samples beyond are unknown rather than zero: there
 * B is the inverse of the model's covariance (Gohberg and Semencul 1972), whose sums over j stop at
 * the sound's end. Missing samples there are thus predicted from the one known side.
 */
final class ResidualEnergy {

  private final double[] a;
  private final double[] byLag;
  private final int begin;
  private final int end;

  /**
   * @param model of order P
   * @param frames of the segment, at least 2P + 1
   * @param begins whether the segment includes the start of the sound
   * @param ends whether it includes the end
   */
  ResidualEnergy(Autoregression model, int frames, boolean begins, boolean ends) {
    a = model.coefficients();
    byLag = model.energyByLag();
    begin = begins ? 0 : Integer.MIN_VALUE / 2;
    end = ends ? frames - 1 : Integer.MAX_VALUE / 2;
  }

  /** P: frames further apart do not interact. */
  int order() {
    return a.length - 1;
  }

  /** B for two frames of the segment at most P apart. */
  double between(int i, int k) {
    int low = Math.min(i, k);
    int lag = Math.max(i, k) - low;
    int most = order() - lag;
    int last = Math.min(low - begin, end - low - lag);
    if (last >= most) {
      return byLag[lag];
    }
    double sum = 0;
    for (int j = 0; j <= last; j++) {
      sum += a[j] * a[j + lag];
    }
    return sum;
  }
}
