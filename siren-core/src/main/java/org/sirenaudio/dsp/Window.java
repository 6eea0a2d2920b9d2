package org.sirenaudio.dsp;

import java.util.Arrays;
import java.util.Locale;

/** A window function. */
public enum Window {
  /**
   * w[n] = sin²(π·n/L), L the length. The periodic form for the STFT: shifted copies sum to a
   * constant at hops of L/2, L/4, … Equals {@code torch.hann_window(length)}.
   */
  HANN_PERIODIC {
    @Override
    public double[] samples(int length) {
      return hann(checkLength(length), length);
    }
  },

  /**
   * w[n] = sin²(π·n/(L−1)): zero at both ends, the symmetric form for filter design. Equals {@code
   * numpy.hanning(length)}.
   */
  HANN_SYMMETRIC {
    @Override
    public double[] samples(int length) {
      return hann(checkLength(length), length - 1);
    }
  },

  /** All ones. */
  RECTANGULAR {
    @Override
    public double[] samples(int length) {
      double[] window = new double[checkLength(length)];
      Arrays.fill(window, 1);
      return window;
    }
  };

  /**
   * The window at {@code length} points; every window of one point is 1.
   *
   * @throws IllegalArgumentException if {@code length < 1}
   */
  public abstract double[] samples(int length);

  /**
   * Finds a window by name: {@code hann} (periodic), {@code hann_symmetric} or {@code rectangular},
   * in any case.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the names
   */
  public static Window byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "hann", "hann_periodic" -> HANN_PERIODIC;
      case "hann_symmetric" -> HANN_SYMMETRIC;
      case "rectangular" -> RECTANGULAR;
      default ->
          throw new IllegalArgumentException(
              "no window named '" + name + "'; choose hann, hann_symmetric or rectangular");
    };
  }

  private static double[] hann(int length, int period) {
    double[] window = new double[length];
    if (length == 1) {
      window[0] = 1;
      return window;
    }
    for (int n = 0; n < length; n++) {
      // n and period - n give the same value, so that the window is symmetric to the last bit.
      double s = Math.sin(Math.PI * Math.min(n, period - n) / period);
      window[n] = s * s;
    }
    return window;
  }

  private static int checkLength(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a window length must be at least 1, not " + length);
    }
    return length;
  }
}
