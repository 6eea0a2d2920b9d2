package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * Denoises the phase of a tone by kriging (A. N. Kolmogorov 1941, N. Wiener 1949 for series without
 * end): the expectation of a stationary process given noisy values over a finite span, inside it
 * and beyond its ends. The noise around a tone affects its level and its phase equally. A level
 * that should be constant contains nothing else, so its spectrum is that of the noise, and what the
 * phase's spectrum has in excess is that of the process. A steady wow is a spectral line, so nearly
 * all noise around it is removed.
 */
public final class PhaseSmoother {

  /** Smoothing width of the noise spectrum, in bins of the unpadded spectrum on each side. */
  private static final int NOISE_REACH = 24;

  /** The same for the phase, whose lines are narrow. */
  private static final int PHASE_REACH = 1;

  /** Length of the transforms relative to the values, so that the ends do not wrap around. */
  private static final int PADDING = 2;

  /**
   * Multiple of the noise subtracted from a spectrum, since some bins exceed the mean by chance.
   */
  private static final double TAKEN = 3;

  /** Lower bound of the noise relative to the largest line. */
  private static final double LEAST_NOISE = 1e-6;

  /** Safety factor on the noise, which is usually music and in loud passages exceeds its mean. */
  private static final double BURSTS = 5;

  /** Values on each side from which the noise during a drop-out is estimated. */
  private static final int DROPOUT_REACH = 10;

  /** Noise relative to the usual above which a drop-out is assumed. */
  private static final double DROPOUT = 10;

  /** Squared change between values below which no drop-out is assumed. */
  private static final double NO_DROPOUT = 1e-4;

  /** A phase of noise alone lies within half a turn. */
  private static final double MOST_NOISE = Math.PI;

  private static final int MOST_STEPS = 100;

  /** Relative residual at which the iteration ends. */
  private static final double LEFT = 1e-3;

  private final int missing;
  private final int count;
  private final Fft fft;

  private PhaseSmoother(int count, int missing) {
    this.count = count;
    this.missing = missing;
    fft = Fft.of(PADDING * count);
  }

  /**
   * The most likely phases.
   *
   * @param phases evenly spaced, unwrapped
   * @param levels logarithms of the magnitudes there
   * @param missing number of unreliable values at each end
   */
  public static double[] smooth(double[] phases, double[] levels, int missing) {
    return new PhaseSmoother(phases.length, missing).smooth(phases, levels);
  }

  /**
   * A typical error of such phases: the change when the estimate is repeated with the noise of the
   * level added to them, which has the power of their own noise but is independent of it.
   *
   * @param smooth the estimated phases
   * @param levels as given for them
   */
  public static double[] typicalError(double[] smooth, double[] levels) {
    double usual = Robust.median(levels);
    double[] noisy = new double[smooth.length];
    Arrays.setAll(noisy, i -> smooth[i] + Math.clamp(levels[i] - usual, -MOST_NOISE, MOST_NOISE));
    double[] error = smooth(noisy, levels, 0);
    Arrays.setAll(error, i -> error[i] - smooth[i]);
    return error;
  }

  private double[] smooth(double[] phases, double[] levels) {
    double[] line = line(phases);
    double[] values = new double[count];
    Arrays.setAll(values, i -> known(i) ? phases[i] - line[i] : 0);
    double usual = Robust.median(Arrays.copyOfRange(levels, missing, count - missing));
    double[] deviations = deviations(levels);
    double[] noises = new double[count];
    Arrays.setAll(noises, i -> (levels[i] - usual) / deviations[i]);
    double[] power = spectrum(values, PADDING * PHASE_REACH);
    double[] noise = spectrum(noises, PADDING * NOISE_REACH);
    double[] process = new double[power.length];
    Arrays.setAll(process, k -> Math.max(0, power[k] - TAKEN * noise[k]));
    raise(noise, process);
    double[] smooth = filtered(solved(process, noise, deviations, values), process);
    Arrays.setAll(smooth, i -> smooth[i] + line[i]);
    return smooth;
  }

  /** Standard deviation of the noise relative to the usual, above 1 only during drop-outs. */
  private double[] deviations(double[] levels) {
    double[] changes = new double[count];
    for (int i = 1; i < count; i++) {
      changes[i] = (levels[i] - levels[i - 1]) * (levels[i] - levels[i - 1]);
    }
    double[] around = Smoothing.means(changes, DROPOUT_REACH);
    double usual =
        Math.max(NO_DROPOUT, Robust.median(Arrays.copyOfRange(around, missing, count - missing)));
    double[] deviations = new double[count];
    Arrays.setAll(deviations, i -> Math.max(1, Math.sqrt(around[i] / (DROPOUT * usual))));
    return deviations;
  }

  /** Keeps the noise positive everywhere, including outside a filter's band. */
  private static void raise(double[] noise, double[] process) {
    double mean = Arrays.stream(noise).average().orElse(0);
    double least =
        Math.max(Double.MIN_NORMAL, LEAST_NOISE * Arrays.stream(process).max().orElse(0));
    Arrays.setAll(noise, k -> Math.max(BURSTS * Math.max(noise[k], mean), least));
  }

  private boolean known(int i) {
    return i >= missing && i < count - missing;
  }

  /** The straight line through the known values. */
  private double[] line(double[] phases) {
    double middle = 0.5 * (count - 1);
    double mean = 0;
    double product = 0;
    double square = 0;
    for (int i = missing; i < count - missing; i++) {
      mean += phases[i] / (count - 2 * missing);
      product += (i - middle) * phases[i];
      square += (i - middle) * (i - middle);
    }
    double level = mean;
    double slope = square > 0 ? product / square : 0;
    double[] line = new double[count];
    Arrays.setAll(line, i -> level + slope * (i - middle));
    return line;
  }

  /** The power spectrum of the known values, under a Hann window. */
  private double[] spectrum(double[] values, int reach) {
    double[] work = new double[fft.workLength()];
    double energy = 0;
    for (int i = missing; i < count - missing; i++) {
      double sine = Math.sin(Math.PI * (i - missing + 0.5) / (count - 2 * missing));
      work[i] = sine * sine * values[i];
      energy += sine * sine * sine * sine;
    }
    fft.forward(work);
    double[] power = Smoothing.power(work, fft.bins(), reach);
    for (int k = 0; k < power.length; k++) {
      power[k] /= energy;
    }
    return power;
  }

  /** The product with the covariance matrix of a spectrum. */
  private double[] filtered(double[] values, double[] spectrum) {
    double[] work = Arrays.copyOf(values, fft.workLength());
    fft.forward(work);
    for (int k = 0; k < spectrum.length; k++) {
      work[2 * k] *= spectrum[k];
      work[2 * k + 1] *= spectrum[k];
    }
    fft.inverse(work);
    return Arrays.copyOf(work, count);
  }

  /** The same, restricted to the known values. */
  private double[] inside(double[] values) {
    Arrays.fill(values, 0, missing, 0);
    Arrays.fill(values, count - missing, count, 0);
    return values;
  }

  /**
   * Solves for the vector whose product with the covariance of process plus noise is the values, by
   * conjugate gradients (M. R. Hestenes and E. Stiefel 1952), preconditioned with the inverse of
   * their spectrum.
   */
  private double[] solved(double[] process, double[] noise, double[] deviations, double[] values) {
    double[] inverse = new double[process.length];
    Arrays.setAll(inverse, k -> 1 / (process[k] + noise[k]));
    double[] solution = new double[count];
    double[] rest = values.clone();
    double[] direction = inside(filtered(rest, inverse));
    double descent = dot(rest, direction);
    double enough = LEFT * LEFT * dot(values, values);
    for (int step = 0; step < MOST_STEPS && dot(rest, rest) > enough; step++) {
      double[] image = filtered(direction, process);
      double[] noisy = filtered(product(direction, deviations), noise);
      for (int i = 0; i < count; i++) {
        image[i] += deviations[i] * noisy[i];
      }
      inside(image);
      double length = descent / dot(direction, image);
      for (int i = 0; i < count; i++) {
        solution[i] += length * direction[i];
        rest[i] -= length * image[i];
      }
      double[] better = inside(filtered(rest, inverse));
      double next = dot(rest, better);
      for (int i = 0; i < count; i++) {
        direction[i] = better[i] + next / descent * direction[i];
      }
      descent = next;
    }
    return solution;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
