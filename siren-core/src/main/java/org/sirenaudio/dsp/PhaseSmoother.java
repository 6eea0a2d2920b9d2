package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * The phase of a tone without noise, by kriging (N. Wiener 1949 for values without end, A. N.
 * Kolmogorov 1941): the expectation of a stationary process given noisy values of a stretch of it,
 * inside as well as beyond its ends. Noise beside a tone is as much in its level as in its phase,
 * and a level that should be constant shows nothing else: so the level's spectrum is that of the
 * noise, and what the phase's has above it is that of the process. A steady wow is a line, and
 * nearly all noise beside it goes.
 */
public final class PhaseSmoother {

  /** Over which the noise is averaged, in bins of the values' own spectrum on either side. */
  private static final int NOISE_REACH = 24;

  /** The same of the phase, whose lines are narrow. */
  private static final int PHASE_REACH = 1;

  /** Transforms are so many times as long as the values, so that the ends do not meet. */
  private static final int PADDING = 2;

  /** Of the noise, what is taken from a spectrum: chance lifts some of its bins above the mean. */
  private static final double TAKEN = 3;

  /** Noise that is there at least, in parts of the largest line. */
  private static final double LEAST_NOISE = 1e-6;

  /** Noise is music as a rule, and where that is loud, so much more than in the mean. */
  private static final double BURSTS = 5;

  /** Values on either side that say how much noise there is, where a tone drops out. */
  private static final int DROPOUT_REACH = 10;

  /** So many times as much noise as usual is no chance. */
  private static final double DROPOUT = 10;

  /** The square of a change from value to value that is no drop-out in any case. */
  private static final double NO_DROPOUT = 1e-4;

  /** A phase that is all noise lies within half a turn. */
  private static final double MOST_NOISE = Math.PI;

  private static final int MOST_STEPS = 100;

  /** What is left of the values at most when the steps end. */
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
   * The phases that are most likely.
   *
   * @param phases at equal distances, without jumps of a turn
   * @param levels logarithms of the magnitudes there
   * @param missing values at either end that are not to be relied on
   */
  public static double[] smooth(double[] phases, double[] levels, int missing) {
    return new PhaseSmoother(phases.length, missing).smooth(phases, levels);
  }

  /**
   * A typical error of such phases: what the same estimate makes of them with the noise of the
   * level added, which is as much as their own was but independent of it.
   *
   * @param smooth as estimated
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

  /** How much more noise there is than usual, where that is more than chance. */
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

  /** So that there is some of it everywhere, beyond a filter's band too. */
  private static void raise(double[] noise, double[] process) {
    double mean = Arrays.stream(noise).average().orElse(0);
    double least =
        Math.max(Double.MIN_NORMAL, LEAST_NOISE * Arrays.stream(process).max().orElse(0));
    Arrays.setAll(noise, k -> Math.max(BURSTS * Math.max(noise[k], mean), least));
  }

  private boolean known(int i) {
    return i >= missing && i < count - missing;
  }

  /** The straight line through what is known. */
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

  /** The power spectrum of what is known, under a Hann window. */
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

  /** The product with the covariance that belongs to a spectrum. */
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

  /** The same of what is known alone. */
  private double[] inside(double[] values) {
    Arrays.fill(values, 0, missing, 0);
    Arrays.fill(values, count - missing, count, 0);
    return values;
  }

  /**
   * What has the values for its product with the covariance of process and noise together, by
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
