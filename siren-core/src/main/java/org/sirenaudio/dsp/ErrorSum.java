package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * Energies of a reference and of an estimate's errors, added up value by value, and the
 * signal-to-noise ratio that they make:
 *
 * <pre>SNR = 10·log10(Σ reference² / Σ (reference − estimate)²) dB</pre>
 *
 * For one thread; sums of several are joined by {@link #add(ErrorSum)}.
 */
public final class ErrorSum {
  private double signal;
  private double error;
  private long count;

  /** Of nothing yet. */
  public ErrorSum() {}

  /** So many of nothing yet. */
  public static ErrorSum[] array(int count) {
    ErrorSum[] sums = new ErrorSum[count];
    Arrays.setAll(sums, i -> new ErrorSum());
    return sums;
  }

  /** Adds {@code values} values, none where that is not above 0. */
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
   * Adds one value of a reference whose offset is no part of the signal.
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

  /** Adds what another has added up. */
  public void add(ErrorSum more) {
    signal += more.signal;
    error += more.error;
    count += more.count;
  }

  /** Sum of squares of the reference. */
  public double signal() {
    return signal;
  }

  /** Sum of squares of the errors. */
  public double error() {
    return error;
  }

  /** How many values have been added. */
  public long count() {
    return count;
  }

  /** The ratio in dB: infinite without error, NaN where both are silent. */
  public double snrDb() {
    return snrDb(signal, error);
  }

  /**
   * The ratio of two energies, or of two mean squares, in dB.
   *
   * @param signal of the reference
   * @param error of what was missed of it
   */
  public static double snrDb(double signal, double error) {
    return 10 * Math.log10(signal / error);
  }
}
