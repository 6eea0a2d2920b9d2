package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KaiserInterpolatorTest {

  /** Points of the filter per frame. */
  private static final int POINTS = 8;

  @Test
  void thePassbandIsFlatAndImagesAreBelow115Db() {
    double[] filter = filter();
    double ripple = 0;
    for (double nyquists = 0; nyquists <= 0.949; nyquists += 0.001) {
      ripple = Math.max(ripple, Math.abs(decibels(filter, nyquists)));
    }
    assertThat(ripple).as("ripple in dB").isLessThan(1e-4);
    double loudest = Double.NEGATIVE_INFINITY;
    for (double nyquists = KaiserInterpolator.STOP; nyquists < POINTS; nyquists += 0.001) {
      loudest = Math.max(loudest, decibels(filter, nyquists));
    }
    assertThat(loudest).as("stopband in dB").isLessThan(-115);
  }

  /** What an impulse becomes, between its frame and half the filter's length after it. */
  private static double[] filter() {
    int reach = KaiserInterpolator.REACH;
    float[] signal = new float[3 * reach];
    signal[reach] = 1;
    double[] filter = new double[reach * POINTS];
    for (int i = 0; i < filter.length; i++) {
      int frame = reach + i / POINTS;
      filter[i] = KaiserInterpolator.at(signal, frame, i % POINTS / (double) POINTS);
    }
    return filter;
  }

  /** The response of the symmetric filter at a frequency in units of the Nyquist frequency. */
  private static double decibels(double[] filter, double nyquists) {
    double sum = filter[0];
    for (int i = 1; i < filter.length; i++) {
      sum += 2 * filter[i] * Math.cos(Math.PI * nyquists * i / POINTS);
    }
    return 20 * Math.log10(Math.abs(sum / POINTS) + 1e-15);
  }
}
