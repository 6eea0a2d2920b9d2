package org.sirenaudio.fit.pursuit;

import java.util.Arrays;
import org.sirenaudio.dsp.Fft;

/**
 * The frequencies k/L of a period L slightly longer than the segment, so that its ends need not
 * meet. With A the inverse transform cut to the segment, the transform of the zero-padded residual
 * is the adjoint; A*A is close to the identity.
 */
record FourierDictionary(int frames, Fft fft) implements Dictionary {

  /** Period relative to the segment. */
  private static final double PERIOD = 1.02;

  private static final int ITERATIONS = 6;

  static FourierDictionary of(int frames) {
    return new FourierDictionary(
        frames, Fft.of(Fft.fastLength((int) Math.ceil(PERIOD * frames) + 1)));
  }

  @Override
  public int cells() {
    return fft.bins();
  }

  @Override
  public int iterations() {
    return ITERATIONS;
  }

  @Override
  public double[] signal(double[] coefficients) {
    double[] work = coefficients.clone();
    fft.inverse(work);
    return Arrays.copyOf(work, frames);
  }

  @Override
  public double[] spectrum(double[] signal) {
    double[] work = Arrays.copyOf(signal, fft.workLength());
    fft.forward(work);
    return work;
  }

  @Override
  public int period() {
    return fft.length();
  }

  @Override
  public int multiple(int cell) {
    return cell;
  }

  @Override
  public double centre(int cell) {
    return 0;
  }

  @Override
  public double deviation() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double amplitude(int cell) {
    return weight(cell);
  }
}
