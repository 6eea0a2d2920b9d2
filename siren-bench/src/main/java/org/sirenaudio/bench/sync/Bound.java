package org.sirenaudio.bench.sync;

import java.util.Arrays;
import org.sirenaudio.dsp.Fft;

/**
 * The Cramér-Rao bound on offset and rate of a pair without filters, from the time-varying
 * coherence of its clean event (C. H. Knapp and G. C. Carter 1976); docs/sync.md has the
 * derivation.
 *
 * @param offsetSeconds minimum standard deviation of the lag at the other's beginning
 * @param ratePpm minimum standard deviation of the rate
 */
public record Bound(double offsetSeconds, double ratePpm) {

  private static final int LENGTH = 8192;
  private static final double LOWEST_HZ = 40;
  private static final double BAND = 0.47;
  private static final int SMOOTH = 2;

  public static Bound of(Pair pair) {
    double rate = pair.reference().sampleRate();
    float[] event = pair.heard().channel(0);
    double[] overlap = pair.overlap();
    Fft fft = Fft.of(LENGTH);
    double[] window = new double[LENGTH];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / LENGTH));
    double noise = 0;
    for (double value : window) {
      noise += value * value * pair.noisePower();
    }
    double origin = pair.clock().at(0);
    double j0 = 0;
    double j1 = 0;
    double j2 = 0;
    for (int from = (int) Math.ceil(overlap[0] * rate);
        from + LENGTH <= Math.min(event.length, overlap[1] * rate);
        from += LENGTH) {
      double[] work = new double[fft.workLength()];
      for (int i = 0; i < LENGTH; i++) {
        work[i] = event[from + i] * window[i];
      }
      fft.forward(work);
      double known = known(work, noise, rate);
      double t = (from + 0.5 * LENGTH) / rate - origin;
      j0 += known;
      j1 += known * t;
      j2 += known * t * t;
    }
    double determinant = j0 * j2 - j1 * j1;
    return new Bound(Math.sqrt(j2 / determinant), 1e6 * Math.sqrt(j0 / determinant));
  }

  /** Σ 2ω²·γ²/(1 − γ²) of one block. */
  private static double known(double[] spectrum, double noise, double rate) {
    int first = (int) Math.ceil(LOWEST_HZ * LENGTH / rate);
    int end = (int) (BAND * LENGTH);
    double known = 0;
    for (int k = first; k < end; k++) {
      double power = 0;
      for (int i = k - SMOOTH; i <= k + SMOOTH; i++) {
        power +=
            (spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1])
                / (2 * SMOOTH + 1);
      }
      double coherence = power * power / ((power + noise) * (power + noise));
      double omega = 2 * Math.PI * k * rate / LENGTH;
      known += 2 * omega * omega * coherence / Math.max(1e-12, 1 - coherence);
    }
    return known;
  }
}
