package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * Accumulates the energies of a reference and of an estimate's error, and their signal-to-noise
 * ratio:
 *
 * <pre>SNR = 10·log10(Σ reference² / Σ (reference − estimate)²) dB</pre>
 *
 * For one thread; combine the sums of several threads with {@link #add(ErrorSum)}.
 */
public final class ErrorSum {
  private double signal;
  private double error;
  private long count;

  /** An empty sum. */
  public ErrorSum() {}

  /** Empty sums. */
  public static ErrorSum[] array(int count) {
    ErrorSum[] sums = new ErrorSum[count];
    Arrays.setAll(sums, i -> new ErrorSum());
    return sums;
  }

  /** Adds {@code values} values; none if that is not positive. */
  public void add(float[] reference, int from, float[] estimate, int at, int values) {
    for (int i = 0; i < values; i++) {
      add(reference[from + i], estimate[at + i]);
    }
  }

  /** Adds one value. */
  public void add(double reference, double estimate) {
    add(reference, estimate, 0);
  }

  /**
   * Adds one value of a reference with an offset that is not part of the signal.
   *
   * @param offset of the reference
   */
  public void add(double reference, double estimate, double offset) {
    double miss = reference - estimate;
    double value = reference - offset;
    signal += value * value;
    error += miss * miss;
    count++;
  }

  /** Adds another sum. */
  public void add(ErrorSum more) {
    signal += more.signal;
    error += more.error;
    count += more.count;
  }

  /** Energy of the reference. */
  public double signal() {
    return signal;
  }

  /** Energy of the error. */
  public double error() {
    return error;
  }

  /** Number of values added. */
  public long count() {
    return count;
  }

  /** The SNR in dB: infinite without error, NaN if both are silent. */
  public double snrDb() {
    return snrDb(signal, error);
  }

  /**
   * The ratio of two energies, or of two mean squares, in dB.
   *
   * @param signal of the reference
   * @param error of the difference
   */
  public static double snrDb(double signal, double error) {
    return 10 * Math.log10(signal / error);
  }
}
