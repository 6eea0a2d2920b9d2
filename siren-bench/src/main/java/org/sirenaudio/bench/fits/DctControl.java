package org.sirenaudio.bench.fits;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.ErrorSum;

/**
 * A baseline for codes of many small windows: a clip's largest transform coefficients. Both
 * transforms are orthonormal, so the error energy is that of the discarded coefficients (Parseval).
 *
 * @param plain squared coefficients of a blockwise DCT-II, descending
 * @param overlapped those of an MDCT with a sine window (Princen and Bradley 1986)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DctControl(double[] plain, double[] overlapped) {

  /** Coefficients per block. */
  static final int BLOCK = 512;

  static DctControl of(Clip clip) {
    int blocks = (clip.frames() + BLOCK - 1) / BLOCK;
    double[] plain = new double[clip.channels() * blocks * BLOCK];
    double[] overlapped = new double[clip.channels() * (blocks + 1) * BLOCK];
    int p = 0;
    int o = 0;
    for (int c = 0; c < clip.channels(); c++) {
      float[] x = clip.channel(c);
      for (int b = 0; b < blocks; b++) {
        for (int k = 0; k < BLOCK; k++) {
          plain[p++] = plain(x, b * BLOCK, k);
        }
      }
      for (int b = -1; b < blocks; b++) {
        for (int k = 0; k < BLOCK; k++) {
          overlapped[o++] = overlapped(x, b * BLOCK, k);
        }
      }
    }
    return new DctControl(falling(plain), falling(overlapped));
  }

  /** √(2/N) · Σ x[n]·cos(π·(2n+1)·k/(2N)), squared; half of that for k = 0. */
  private static double plain(float[] x, int from, int k) {
    double sum = 0;
    int end = Math.min(BLOCK, x.length - from);
    for (int n = 0; n < end; n++) {
      sum += x[from + n] * Turn.cosine((2 * n + 1) * k * 2);
    }
    return sum * sum * (k == 0 ? 1.0 : 2.0) / BLOCK;
  }

  /** √(2/N) · Σ w[n]·x[n]·cos(π/N·(n + ½ + N/2)·(k + ½)) over 2N samples, squared. */
  private static double overlapped(float[] x, int from, int k) {
    double sum = 0;
    int end = Math.min(2 * BLOCK, x.length - from);
    for (int n = Math.max(0, -from); n < end; n++) {
      // sin(π·(n+½)/(2N)) is a cosine delayed by a quarter of a turn.
      double window = Turn.cosine(2 * n + 1 + 3 * BLOCK * 2);
      sum += x[from + n] * window * Turn.cosine((2 * n + 1 + BLOCK) * (2 * k + 1));
    }
    return sum * sum * 2 / BLOCK;
  }

  private static double[] falling(double[] energies) {
    Arrays.sort(energies);
    for (int i = 0, j = energies.length - 1; i < j; i++, j--) {
      double small = energies[i];
      energies[i] = energies[j];
      energies[j] = small;
    }
    return energies;
  }

  /** SNR in dB with this many coefficients, for the better transform. */
  double db(long kept) {
    return Math.max(db(plain, kept), db(overlapped, kept));
  }

  static double db(double[] energies, long kept) {
    double all = 0;
    double missing = 0;
    // Smallest first, to minimise rounding errors.
    for (int i = energies.length - 1; i >= 0; i--) {
      all += energies[i];
      missing += i >= kept ? energies[i] : 0;
    }
    return ErrorSum.snrDb(all, missing);
  }

  /** Cosines of multiples of 1/(8N) turn. */
  private static final class Turn {
    private static final int PARTS = 8 * BLOCK;
    private static final double[] COSINES = new double[PARTS];

    static {
      Arrays.setAll(COSINES, i -> Math.cos(2 * Math.PI * i / PARTS));
    }

    static double cosine(int parts) {
      return COSINES[parts & (PARTS - 1)];
    }
  }
}
