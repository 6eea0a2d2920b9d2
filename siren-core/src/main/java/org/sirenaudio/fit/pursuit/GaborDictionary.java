package org.sirenaudio.fit.pursuit;

import java.util.Arrays;
import java.util.Random;
import org.sirenaudio.dsp.Fft;

/**
 * A Gabor frame: sinusoids k/M under Gaussians every {@code hop} frames, {@value #REDUNDANCY} times
 * as many as a basis has, and the constant. A is a short-time synthesis, its adjoint the analysis
 * with the same window, both scaled for a norm of 1 (Gröchenig 2001, "Foundations of Time-Frequency
 * Analysis", chapter 5).
 */
final class GaborDictionary implements Dictionary {

  /** Sparser frames are ill-conditioned, denser ones offer too much of the same. */
  private static final double REDUNDANCY = 1.2;

  private static final int ITERATIONS = 12;

  /** The envelope is cut off where it is 3·10⁻⁷. */
  private static final double REACH = 5.5;

  /** Iterations of the power method for the norm, and the frames it looks at, in windows. */
  private static final int NORM_ITERATIONS = 12;

  private static final int NORM_FRAMES = 24;

  private final int frames;
  private final double deviation;
  private final int hop;
  private final int reach;
  private final Fft fft;

  /** {@code [2 · reach + 1]} */
  private final double[] envelope;

  /** The place of each of its samples in a period, counted from its middle. */
  private final int[] place;

  private final int rows;

  /** Peak of the envelope. */
  private final double peak;

  private GaborDictionary(int frames, double deviation, double peak) {
    this.frames = frames;
    this.deviation = deviation;
    this.peak = peak;
    fft = Fft.of(Fft.fastLength((int) Math.ceil(deviation * Math.sqrt(2 * Math.PI * REDUNDANCY))));
    hop = Math.max(1, (int) Math.round(fft.length() / REDUNDANCY));
    reach = (int) Math.ceil(REACH * deviation);
    rows = (frames + hop - 1) / hop + 1;
    envelope = new double[2 * reach + 1];
    place = new int[envelope.length];
    for (int i = 0; i < envelope.length; i++) {
      double t = (i - reach) / deviation;
      envelope[i] = peak * Math.exp(-0.5 * t * t);
      place[i] = Math.floorMod(i - reach, fft.length());
    }
  }

  /**
   * A frame for a segment.
   *
   * @param deviation of the Gaussians, in frames
   */
  static GaborDictionary of(int frames, double deviation) {
    GaborDictionary part = new GaborDictionary((int) (NORM_FRAMES * deviation), deviation, 1);
    return new GaborDictionary(frames, deviation, 1 / part.norm());
  }

  /** The norm of A, by the power method. */
  private double norm() {
    Random random = new Random(1);
    double[] signal = new double[frames];
    for (int i = 0; i < frames; i++) {
      signal[i] = random.nextGaussian();
    }
    double norm = 0;
    for (int i = 0; i < NORM_ITERATIONS; i++) {
      double before = energy(signal);
      double[] coefficients = spectrum(signal);
      coefficients[0] = 0;
      signal = signal(coefficients);
      double after = energy(signal);
      norm = Math.pow(after / before, 0.25);
      double unit = 1 / Math.sqrt(after);
      for (int n = 0; n < frames; n++) {
        signal[n] *= unit;
      }
    }
    return norm;
  }

  private static double energy(double[] signal) {
    double sum = 0;
    for (double s : signal) {
      sum += s * s;
    }
    return sum;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public int cells() {
    return 1 + rows * fft.bins();
  }

  @Override
  public int iterations() {
    return ITERATIONS;
  }

  @Override
  public double[] signal(double[] coefficients) {
    double[] sum = new double[frames];
    Arrays.fill(sum, amplitude(0) * coefficients[0]);
    double[] work = new double[fft.workLength()];
    for (int row = 0; row < rows; row++) {
      if (!copy(coefficients, row, work)) {
        continue;
      }
      fft.inverse(work);
      int start = row * hop - reach;
      for (int i = Math.max(0, -start), end = end(start); i < end; i++) {
        sum[start + i] += envelope[i] * work[place[i]];
      }
    }
    return sum;
  }

  /** Samples of an envelope from a frame on that do not lie beyond the segment's end. */
  private int end(int start) {
    return Math.min(envelope.length, frames - start);
  }

  /** Copies a row of coefficients; false if all are zero. */
  private boolean copy(double[] coefficients, int row, double[] work) {
    int from = 2 * (1 + row * fft.bins());
    boolean any = false;
    for (int i = 0; i < work.length; i++) {
      work[i] = coefficients[from + i];
      any |= work[i] != 0;
    }
    return any;
  }

  @Override
  public double[] spectrum(double[] signal) {
    double[] all = new double[2 * cells()];
    double total = 0;
    for (double s : signal) {
      total += s;
    }
    all[0] = total * amplitude(0) / weight(0);
    double[] work = new double[fft.workLength()];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(work, 0);
      int start = row * hop - reach;
      for (int i = Math.max(0, -start), end = end(start); i < end; i++) {
        work[place[i]] += envelope[i] * signal[start + i];
      }
      fft.forward(work);
      System.arraycopy(work, 0, all, 2 * (1 + row * fft.bins()), work.length);
    }
    return all;
  }

  @Override
  public int period() {
    return fft.length();
  }

  @Override
  public int multiple(int cell) {
    return cell == 0 ? 0 : (cell - 1) % fft.bins();
  }

  @Override
  public double centre(int cell) {
    int row = cell == 0 ? 0 : (cell - 1) / fft.bins();
    return (double) row * hop;
  }

  @Override
  public double deviation() {
    return deviation;
  }

  /** The constant has norm 1. */
  @Override
  public double amplitude(int cell) {
    return cell == 0 ? 1 / Math.sqrt((double) frames * fft.length()) : peak * weight(cell);
  }
}
