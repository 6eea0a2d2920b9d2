package org.sirenaudio.fit.pursuit;

import java.util.Arrays;
import org.sirenaudio.dsp.Fft;

/**
 * A segment as a sum of few sinusoids: the frequencies k/L of a period L slightly longer than the
 * segment, so that its ends need not meet, with least-squares amplitudes. The frequencies are
 * chosen by hard thresholding pursuit (Foucart 2011): those whose coefficients, corrected by the
 * residual's spectrum, are largest; then conjugate gradients solve for the amplitudes.
 *
 * <p>With A the inverse transform cut to the segment, the transform of the zero-padded residual is
 * the adjoint of A for the inner product Σ w[k]·Re(X[k]·conj Y[k])/L, w = 1 for the first and (for
 * even L) the last bin, else 2. A*A is close to the identity.
 */
final class SparseSeries {

  /** Period relative to the segment. */
  private static final double PERIOD = 1.02;

  /** Iterations of conjugate gradients per choice of frequencies. */
  private static final int ITERATIONS = 6;

  /** {@code [channels][frames]} */
  private final double[][] targets;

  private final int frames;
  private final Fft fft;

  /** {@code [channels][2 · bins]}: zero except for the chosen bins. */
  private double[][] coefficients;

  /** Whether each bin is chosen; the first, the constant, always is. */
  private boolean[] chosen;

  private int count;

  /** {@code [channels][frames]}: the residual. */
  private double[][] missing;

  /** {@code [channels][bins]}: energy of the corrected coefficients. */
  private double[][] energies;

  /**
   * @param targets {@code [channels][frames]}
   */
  SparseSeries(double[][] targets) {
    this.targets = targets;
    frames = targets[0].length;
    fft = Fft.of(fastLength((int) Math.ceil(PERIOD * frames) + 1));
    coefficients = new double[targets.length][fft.workLength()];
    chosen = new boolean[fft.bins()];
    missing = targets;
    energies = energies();
  }

  /** The next even length without large prime factors. */
  private static int fastLength(int least) {
    for (int n = least + least % 2; ; n += 2) {
      int rest = n;
      for (int prime : new int[] {2, 3, 5}) {
        while (rest % prime == 0) {
          rest /= prime;
        }
      }
      if (rest == 1) {
        return n;
      }
    }
  }

  /** Number of chosen frequencies above 0. */
  int count() {
    return count;
  }

  /** The maximum number of frequencies. */
  int most() {
    return fft.bins() - 1;
  }

  /** L, in frames. */
  int period() {
    return fft.length();
  }

  boolean isChosen(int bin) {
    return chosen[bin];
  }

  /** Amplitude of the cosine of a chosen bin, its phase counted from the first frame. */
  double cosine(int channel, int bin) {
    return weight(bin) / fft.length() * coefficients[channel][2 * bin];
  }

  /** As above, of the sine. */
  double sine(int channel, int bin) {
    return -weight(bin) / fft.length() * coefficients[channel][2 * bin + 1];
  }

  /** Mean squared error of a channel. */
  double error(int channel) {
    return Arrays.stream(missing[channel]).map(e -> e * e).sum() / frames;
  }

  /**
   * Estimated number of frequencies for given mean squared errors.
   *
   * @param noise per channel
   */
  int needed(double[] noise) {
    int[] order = order(noise);
    double[] allowed = Arrays.stream(noise).map(n -> n * frames).toArray();
    for (int kept = order.length; kept > 0; kept--) {
      for (int c = 0; c < allowed.length; c++) {
        allowed[c] -= energies[c][order[kept - 1]];
        if (allowed[c] < 0) {
          return kept;
        }
      }
    }
    return 0;
  }

  /** Bins above 0, the most important first. */
  private int[] order(double[] noise) {
    long[] ranked = new long[fft.bins() - 1];
    for (int i = 0; i < ranked.length; i++) {
      // The bits of positive numbers are in their order.
      int falling = Integer.MAX_VALUE - Float.floatToIntBits((float) score(i + 1, noise));
      ranked[i] = ((long) falling << Integer.SIZE) | (i + 1);
    }
    Arrays.sort(ranked);
    return Arrays.stream(ranked).mapToInt(rank -> (int) rank).toArray();
  }

  private double score(int bin, double[] noise) {
    double score = 0;
    for (int c = 0; c < noise.length; c++) {
      score += energies[c][bin] / Math.max(noise[c], Double.MIN_NORMAL);
    }
    return score;
  }

  /**
   * Chooses this many frequencies and solves for their amplitudes.
   *
   * @param noise intended mean squared error per channel, which weighs the channels
   */
  void choose(int wanted, double[] noise) {
    int[] order = order(noise);
    count = Math.min(wanted, order.length);
    boolean[] next = new boolean[fft.bins()];
    next[0] = true;
    for (int i = 0; i < count; i++) {
      next[order[i]] = true;
    }
    chosen = next;
    double[][] solved = new double[targets.length][];
    double[][] rest = new double[targets.length][];
    for (int c = 0; c < targets.length; c++) {
      solved[c] = masked(coefficients[c].clone());
      rest[c] = solve(targets[c], solved[c]);
    }
    coefficients = solved;
    missing = rest;
    energies = energies();
  }

  /** The state of a choice, to return to. */
  Runnable memento() {
    double[][] solved = coefficients;
    boolean[] mask = chosen;
    int many = count;
    double[][] rest = missing;
    double[][] corrected = energies;
    return () -> {
      coefficients = solved;
      chosen = mask;
      count = many;
      missing = rest;
      energies = corrected;
    };
  }

  /**
   * Conjugate gradients on the normal equations of the chosen bins.
   *
   * @param x initial coefficients, replaced by the solution
   * @return the residual
   */
  private double[] solve(double[] target, double[] x) {
    double[] rest = target.clone();
    subtract(1, signal(x), rest);
    double[] gradient = masked(spectrum(rest));
    double[] direction = gradient.clone();
    double size = norm(gradient);
    for (int i = 0; i < ITERATIONS && size > 0; i++) {
      double[] change = signal(direction);
      double length = Arrays.stream(change).map(v -> v * v).sum();
      if (!(length > 0)) {
        break;
      }
      double step = size / length;
      subtract(-step, direction, x);
      subtract(step, change, rest);
      gradient = masked(spectrum(rest));
      double next = norm(gradient);
      double kept = next / size;
      for (int k = 0; k < direction.length; k++) {
        direction[k] = gradient[k] + kept * direction[k];
      }
      size = next;
    }
    return rest;
  }

  private static void subtract(double factor, double[] what, double[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * what[i];
    }
  }

  private double[] masked(double[] spectrum) {
    for (int k = 0; k < chosen.length; k++) {
      if (!chosen[k]) {
        spectrum[2 * k] = 0;
        spectrum[2 * k + 1] = 0;
      }
    }
    return spectrum;
  }

  /** A: {@code [frames]}. */
  private double[] signal(double[] spectrum) {
    double[] work = spectrum.clone();
    fft.inverse(work);
    return Arrays.copyOf(work, frames);
  }

  /** Its adjoint. */
  private double[] spectrum(double[] signal) {
    double[] work = Arrays.copyOf(signal, fft.workLength());
    fft.forward(work);
    return work;
  }

  private double norm(double[] spectrum) {
    double sum = 0;
    for (int k = 0; k < fft.bins(); k++) {
      sum += weight(k) * (square(spectrum[2 * k]) + square(spectrum[2 * k + 1]));
    }
    return sum / fft.length();
  }

  private double weight(int bin) {
    return bin == 0 || 2 * bin == fft.length() ? 1 : 2;
  }

  private double[][] energies() {
    double[][] all = new double[targets.length][fft.bins()];
    for (int c = 0; c < targets.length; c++) {
      double[] rest = spectrum(missing[c]);
      for (int k = 0; k < fft.bins(); k++) {
        double re = coefficients[c][2 * k] + rest[2 * k];
        double im = coefficients[c][2 * k + 1] + rest[2 * k + 1];
        all[c][k] = weight(k) * (square(re) + square(im)) / fft.length();
      }
    }
    return all;
  }

  private static double square(double value) {
    return value * value;
  }
}
