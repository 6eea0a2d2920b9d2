package org.sirenaudio.dsp;

import java.util.Arrays;

/** Finite impulse responses, by the Fourier transform. */
public final class Convolution {

  private Convolution() {}

  /**
   * Samples through a response whose middle tap is no delay; zeros lie beyond both ends.
   *
   * @param taps an odd number
   * @return as many as there are samples
   */
  public static double[] centred(float[] samples, double[] taps) {
    int middle = taps.length / 2;
    Fft fft = Fft.of(Integer.highestOneBit(samples.length + taps.length) * 2);
    double[] response = new double[fft.workLength()];
    for (int i = 0; i < taps.length; i++) {
      response[Math.floorMod(i - middle, fft.length())] = taps[i];
    }
    fft.forward(response);
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < samples.length; i++) {
      work[i] = samples[i];
    }
    fft.forward(work);
    fft.multiply(work, response);
    fft.inverse(work);
    return Arrays.copyOf(work, samples.length);
  }
}
