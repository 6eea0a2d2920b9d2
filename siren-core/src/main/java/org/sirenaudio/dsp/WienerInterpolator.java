package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * Interpolation of samples taken without an anti-aliasing filter, for example every fourth frame of
 * a recording: content above half the rate is aliased onto content below, and a sinc attributes all
 * of it to the latter. This one weighs both by their likelihood. Among linear combinations of the
 * 16 nearest samples it uses the one with the least expected squared error (Wiener 1949,
 * "Extrapolation, Interpolation, and Smoothing of Stationary Time Series"; as kriging, Matheron
 * 1963): for an instant t between samples the weights h solve
 *
 * <pre>Σ_j h(j)·r(i − j) = r(i − t),   r(t) = ∫ S(f)·cos(2πft) df,   f in cycles per sample, to 4
 * </pre>
 *
 * <p>The spectrum S is local: estimated every 64 frames from an all-pole model P of the surrounding
 * 512, with values in between cross-faded. Above ½, S is a power law {@code L·(f/½)^−q}; its level
 * L follows from P in the last twelfth of the band, where as much energy comes from above as from
 * below. Below ½, S is P minus the aliased part of the power law, and at least half of P. If the
 * sound has no energy near half the rate, L is near zero and the result approaches sinc
 * interpolation.
 *
 * <p>Instances are immutable.
 */
public final class WienerInterpolator implements SubframeInterpolator {

  private static final int TAPS = 16;
  private static final int HOP = 64;

  /** Frames used to estimate a local spectrum. */
  public static final int SEGMENT = 512;

  private static final int ORDER = 16;
  private static final double WHITE_NOISE = 1e-8;

  /** Frequency steps from 0 to ½. */
  private static final int BINS = 64;

  /** Number of frequencies of {@link #localPower}. */
  public static final int POWERS = BINS + 1;

  private static final Fft FFT = Fft.of(2 * BINS);

  private static final int HIGHEST = 4;

  /** First bin of P used for the power law's level. */
  private static final int EDGE = 59;

  private static final double LEAST_KEPT = 0.5;

  /** Regularisation of r(0), relative to it. */
  private static final double RIDGE = 1e-9;

  private static final double LEAST_DECAY = 2;
  private static final double MOST_DECAY = 8;
  private static final double DECAY_STEP = 0.5;

  /** The part of the band, in cycles per sample, whose slope is extrapolated. */
  private static final double SLOPE_FROM = 0.35;

  private final double[] fractions;

  /** The aliased power law at each bin, for L = 1. */
  private final double[] folded;

  /** The power law below ½ with its aliases there, for L = 1. */
  private final double[] law;

  /** {@code [1 + fractions][TAPS][BINS + 1]}: cosines for the matrix and each fraction. */
  private final double[][][] cosines;

  /** {@code [1 + fractions][TAPS]}: contribution of the power law to r for L = 1. */
  private final double[][] above;

  private WienerInterpolator(double decay, double[] fractions) {
    this.fractions = fractions;
    folded = folded(decay);
    law = law(decay);
    cosines = new double[1 + fractions.length][TAPS][BINS + 1];
    above = new double[1 + fractions.length][TAPS];
    for (int p = 0; p < cosines.length; p++) {
      for (int k = 0; k < TAPS; k++) {
        double lag = p == 0 ? k : tap(k) - fractions[p - 1];
        for (int b = 0; b <= BINS; b++) {
          cosines[p][k][b] = (b == 0 ? 0.5 : 1) * Math.cos(Math.PI * b / BINS * lag);
        }
        for (int b = BINS + 1; b <= 2 * BINS * HIGHEST; b++) {
          above[p][k] += Math.pow((double) b / BINS, -decay) * Math.cos(Math.PI * b / BINS * lag);
        }
      }
    }
  }

  /**
   * An interpolator at fixed fractions between frames.
   *
   * @param decay q, 2 to 8; estimated by {@link #decay}
   * @param fractions each above 0 and below 1
   */
  public static WienerInterpolator of(double decay, double... fractions) {
    if (!(decay >= LEAST_DECAY && decay <= MOST_DECAY)) {
      throw new IllegalArgumentException("the decay must be 2 to 8, not " + decay);
    }
    for (double fraction : fractions) {
      if (!(fraction > 0 && fraction < 1)) {
        throw new IllegalArgumentException(
            "a fraction must be above 0 and below 1, not " + fraction);
      }
    }
    return new WienerInterpolator(decay, fractions.clone());
  }

  /**
   * The power spectrum around a position by the model of the surrounding {@link #SEGMENT} frames.
   *
   * @param signal zero beyond its ends
   * @return at 65 frequencies evenly spaced from 0 to ½; zeros if silent
   */
  public static double[] localPower(float[] signal, int center) {
    double[] x = new double[SEGMENT];
    Excerpt.around(signal, center, x);
    Autoregression model = Autoregression.of(x, ORDER, WHITE_NOISE);
    return model.residual() > 0 ? model.spectrum(FFT) : new double[POWERS];
  }

  /**
   * Estimates the exponent q by which a recording's spectrum continues above half its rate: the
   * power law that, with its aliases, is nearest in decibels to the mean spectrum in the upper
   * third of the band.
   *
   * @param power mean of {@link #localPower} over the recording
   * @return 2 to 8; 4 if silent
   */
  public static double decay(double[] power) {
    int first = (int) Math.ceil(2 * SLOPE_FROM * BINS);
    int count = BINS + 1 - first;
    double best = 4;
    double least = Double.POSITIVE_INFINITY;
    for (double q = LEAST_DECAY; q <= MOST_DECAY; q += DECAY_STEP) {
      double[] law = law(q);
      double sum = 0;
      double squares = 0;
      for (int b = first; b <= BINS; b++) {
        double difference = Math.log(power[b] / law[b]);
        sum += difference;
        squares += difference * difference;
      }
      double spread = squares - sum * sum / count;
      if (spread < least) {
        least = spread;
        best = q;
      }
    }
    return best;
  }

  /** {@code (f/½)^−q} and its aliases at each bin except the first, where it diverges. */
  private static double[] law(double decay) {
    double[] law = folded(decay);
    for (int b = 1; b <= BINS; b++) {
      law[b] += Math.pow((double) b / BINS, -decay);
    }
    return law;
  }

  /** {@code Σ (g/½)^−q} over the frequencies g ≥ ½ that alias onto each bin. */
  private static double[] folded(double decay) {
    double[] sums = new double[BINS + 1];
    for (int b = 0; b <= BINS; b++) {
      for (int m = 1; m <= HIGHEST; m++) {
        int down = 2 * BINS * m - b;
        int up = 2 * BINS * m + b;
        sums[b] += Math.pow((double) down / BINS, -decay);
        sums[b] += up <= 2 * BINS * HIGHEST ? Math.pow((double) up / BINS, -decay) : 0;
      }
    }
    return sums;
  }

  @Override
  public int reach() {
    return HOP + SEGMENT / 2;
  }

  @Override
  public float[][] values(float[] signal, int origin, int from, int count) {
    float[][] values = new float[fractions.length][count];
    double[][] before = null;
    double[][] after = null;
    int place = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int frame = from + i;
      int hop = Math.floorDiv(origin + frame, HOP) * HOP - origin;
      if (before == null || after == null || hop != place) {
        before = hop == place + HOP && after != null ? after : weights(signal, hop);
        after = weights(signal, hop + HOP);
        place = hop;
      }
      for (int p = 0; p < fractions.length; p++) {
        double blend = (frame - hop + fractions[p]) / HOP;
        double sum = 0;
        for (int k = 0; k < TAPS; k++) {
          int at = frame + tap(k);
          if (at >= 0 && at < signal.length) {
            sum += signal[at] * ((1 - blend) * before[p][k] + blend * after[p][k]);
          }
        }
        values[p][i] = (float) sum;
      }
    }
    return values;
  }

  /** The frame of a weight, relative to the frame before the instant. */
  private static int tap(int k) {
    return k - TAPS / 2 + 1;
  }

  /** {@code [fractions][TAPS]}: the sample weights around a position. */
  private double[][] weights(float[] signal, int center) {
    double[] spectrum = localPower(signal, center);
    double[][] weights = new double[fractions.length][TAPS];
    if (!(spectrum[0] > 0)) {
      return weights;
    }
    double level =
        Arrays.stream(spectrum, EDGE, BINS + 1).sum() / Arrays.stream(law, EDGE, BINS + 1).sum();
    for (int b = 0; b <= BINS; b++) {
      spectrum[b] = Math.max(spectrum[b] - level * folded[b], LEAST_KEPT * spectrum[b]);
    }
    double[] r = new double[TAPS];
    correlate(spectrum, level, 0, r);
    r[0] *= 1 + RIDGE;
    for (int p = 0; p < fractions.length; p++) {
      correlate(spectrum, level, p + 1, weights[p]);
    }
    ToeplitzSystem.solve(r, weights);
    return weights;
  }

  private void correlate(double[] spectrum, double level, int table, double[] into) {
    for (int k = 0; k < TAPS; k++) {
      double[] cosine = cosines[table][k];
      double sum = level * above[table][k];
      for (int b = 0; b <= BINS; b++) {
        sum += spectrum[b] * cosine[b];
      }
      into[k] = sum;
    }
  }
}
