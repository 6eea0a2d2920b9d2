package org.sirenaudio.dsp;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.jtransforms.fft.DoubleFFT_1D;
import org.jtransforms.utils.CommonUtils;

/**
 * The discrete Fourier transform of a real signal of any length N ≥ 1,
 *
 * <pre>X[k] = Σ_n x[n]·exp(−2πi·k·n/N),   k = 0 … N/2</pre>
 *
 * in double precision, in place and on the calling thread. A spectrum is interleaved: Re X[0], Im
 * X[0], Re X[1], Im X[1], … Instances hold tables only and may be shared by threads, each with its
 * own array.
 */
public final class Fft {
  static {
    // From length 8192 on JTransforms uses its own thread pool; if the caller is interrupted while
    // waiting there, it logs that and may return before the work is done. A single thread
    // avoids this.
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Long.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Long.MAX_VALUE);
  }

  private static final int MAX_LENGTH = 1 << 28;

  /** Instances for powers of two up to this are cached. */
  private static final int MAX_SHARED = 1 << 15;

  private static final AtomicReferenceArray<@Nullable Fft> SHARED = new AtomicReferenceArray<>(16);

  private final int length;
  private final DoubleFFT_1D transform;

  private Fft(int length) {
    this.length = length;
    this.transform = new DoubleFFT_1D(length);
  }

  /**
   * The transform of {@code length} samples, 1 to 2²⁸. Lengths with small prime factors are fast,
   * powers of two the fastest; every length costs O(N log N).
   *
   * @throws IllegalArgumentException if the length is out of range
   */
  public static Fft of(int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "FFT length must be between 1 and " + MAX_LENGTH + ", not " + length);
    }
    if (Integer.bitCount(length) > 1 || length > MAX_SHARED) {
      return new Fft(length);
    }
    // Two threads may create one concurrently; either is valid.
    int power = Integer.numberOfTrailingZeros(length);
    Fft shared = SHARED.get(power);
    if (shared == null) {
      shared = new Fft(length);
      SHARED.set(power, shared);
    }
    return shared;
  }

  /** The next even length that has no prime factors above 5. */
  public static int fastLength(int least) {
    for (int n = least + least % 2; ; n += 2) {
      int rest = n;
      for (int prime : new int[] {2, 3, 5}) {
        while (rest % prime == 0) {
          rest /= prime;
        }
      }
      if (rest == 1) {
        return n;
      }
    }
  }

  /** N, the number of samples. */
  public int length() {
    return length;
  }

  /** N/2 + 1, the number of frequencies from 0 to the Nyquist frequency. */
  public int bins() {
    return length / 2 + 1;
  }

  /** The minimum length of a work array: 2·{@link #bins()}. */
  public int workLength() {
    return 2 * bins();
  }

  /**
   * Replaces the signal in {@code work[0 … N−1]} by its spectrum in {@code work[0 … 2·bins−1]}. The
   * imaginary parts of bin 0 and, for even N, of the last bin are exactly zero.
   *
   * @throws IllegalArgumentException if {@code work} is shorter than {@link #workLength()}
   */
  public void forward(double[] work) {
    checkWork(work);
    if (length > 1) {
      transform.realForward(work, 0);
    }
    unpack(work);
  }

  /**
   * Replaces the spectrum in {@code work[0 … 2·bins−1]} by the signal in {@code work[0 … N−1]};
   * undoes {@link #forward}. The imaginary parts of bin 0 and, for even N, of the last bin are
   * taken as zero.
   *
   * @throws IllegalArgumentException if {@code work} is shorter than {@link #workLength()}
   */
  public void inverse(double[] work) {
    checkWork(work);
    pack(work);
    if (length > 1) {
      transform.realInverse(work, 0, true);
    }
  }

  /** Multiplies a spectrum by another, in place: the signals are convolved. */
  public void multiply(double[] spectrum, double[] by) {
    for (int k = 0; k < bins(); k++) {
      double re = spectrum[2 * k] * by[2 * k] - spectrum[2 * k + 1] * by[2 * k + 1];
      spectrum[2 * k + 1] = spectrum[2 * k] * by[2 * k + 1] + spectrum[2 * k + 1] * by[2 * k];
      spectrum[2 * k] = re;
    }
  }

  /** Replaces y by the cross-spectrum conj(X)·Y: the signals are correlated. */
  public void correlate(double[] x, double[] y) {
    for (int k = 0; k < bins(); k++) {
      double re = x[2 * k] * y[2 * k] + x[2 * k + 1] * y[2 * k + 1];
      y[2 * k + 1] = x[2 * k] * y[2 * k + 1] - x[2 * k + 1] * y[2 * k];
      y[2 * k] = re;
    }
  }

  /**
   * The transpose of {@link #forward}, for gradients. Given dL/dRe X[k] and dL/dIm X[k],
   * interleaved as a spectrum is, leaves in {@code work[0 … N−1]}
   *
   * <pre>dL/dx[n] = Σ_k dL/dRe X[k]·cos(2πkn/N) − dL/dIm X[k]·sin(2πkn/N)</pre>
   *
   * @throws IllegalArgumentException if {@code work} is shorter than {@link #workLength()}
   */
  public void adjoint(double[] work) {
    checkWork(work);
    // The inverse counts every bin except the first and (for even N) the last twice and divides by
    // N.
    double half = 0.5 * length;
    work[0] *= length;
    int last = length % 2 == 0 ? bins() - 1 : bins();
    for (int i = 2; i < 2 * last; i++) {
      work[i] *= half;
    }
    if (length % 2 == 0) {
      work[length] *= length;
    }
    inverse(work);
  }

  /** JTransforms stores the last real or imaginary part in slot 1, in place of Im X[0] = 0. */
  private void unpack(double[] work) {
    if (length == 1) {
      work[1] = 0;
      return;
    }
    work[length] = work[1];
    work[1] = 0;
    if (length % 2 == 0) {
      work[length + 1] = 0;
    }
  }

  private void pack(double[] work) {
    if (length > 1) {
      work[1] = work[length];
    }
  }

  private void checkWork(double[] work) {
    if (work.length < workLength()) {
      throw new IllegalArgumentException(
          "an FFT of length %d needs an array of at least %d values, not %d"
              .formatted(length, workLength(), work.length));
    }
  }
}
