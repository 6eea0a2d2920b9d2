package org.sirenaudio.dsp;

/**
 * What an all-pole model holds against a stretch of sound: the quadratic form {@code Σ_{i,k}
 * x[i]·x[k]·B(i, k)}. Away from the ends it is the energy of the residual, and B depends on the lag
 * alone, {@code B(l) = Σ_j a[j]·a[j+l]}. Where the sound begins or ends, nothing is known of what
 * is beyond, which is not to say that it is silent: there B is the inverse of the model's
 * covariance (Gohberg and Semencul 1972), whose sums over j end at the sound's own end. So samples
 * that are missing there are predicted from the side there is.
 */
final class ResidualEnergy {

  private final double[] a;
  private final double[] byLag;
  private final int begin;
  private final int end;

  /**
   * @param model of order P
   * @param frames of the stretch, at least 2P + 1
   * @param begins whether the sound begins with the stretch
   * @param ends whether it ends with it
   */
  ResidualEnergy(Autoregression model, int frames, boolean begins, boolean ends) {
    a = model.coefficients();
    byLag = model.energyByLag();
    begin = begins ? 0 : Integer.MIN_VALUE / 2;
    end = ends ? frames - 1 : Integer.MAX_VALUE / 2;
  }

  /** P: frames further apart have nothing to do with each other. */
  int order() {
    return a.length - 1;
  }

  /** B of two frames of the stretch that are at most P apart. */
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
