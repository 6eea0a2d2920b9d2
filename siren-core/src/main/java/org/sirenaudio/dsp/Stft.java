package org.sirenaudio.dsp;

import java.util.Arrays;
import java.util.List;

/**
 * The short-time Fourier transform, one frame at a time, and its transpose, with the definition of
 * {@code torch.stft}:
 *
 * <pre>S[t][k] = Σ_n w[n]·x[t·hopLength + n]·exp(−2πi·k·n/nFft),   k = 0 … nFft/2</pre>
 *
 * where w is a window of winLength points centred in nFft. Centred (the default), the signal is
 * first extended by nFft/2 samples on both sides by reflection, x[−n] = x[n], so that frame t is
 * centred on sample t·hopLength; the signal must then be longer than nFft/2.
 *
 * <p>A frame's spectrum is interleaved, Re, Im, Re, Im, …, in an array of {@link #workLength()}
 * values that the caller reuses, so frames allocate nothing. Instances are immutable and may be
 * shared by threads.
 */
public final class Stft {
  private final Fft fft;
  private final int hopLength;
  private final boolean center;
  private final double[] window;

  /** Offset of the window within a frame of nFft samples. */
  private final int windowStart;

  private Stft(Fft fft, int hopLength, double[] window, boolean center) {
    this.fft = fft;
    this.hopLength = hopLength;
    this.window = window;
    this.center = center;
    this.windowStart = (fft.length() - window.length) / 2;
  }

  /** A centred transform with a periodic Hann window. */
  public static Stft of(int nFft, int hopLength, int winLength) {
    return of(nFft, hopLength, winLength, Window.HANN_PERIODIC, true);
  }

  /**
   * A transform with all parameters.
   *
   * @throws IllegalArgumentException unless nFft ≥ 1, hopLength ≥ 1 and 1 ≤ winLength ≤ nFft
   */
  public static Stft of(int nFft, int hopLength, int winLength, Window window, boolean center) {
    if (hopLength < 1) {
      throw new IllegalArgumentException("hopLength must be at least 1, not " + hopLength);
    }
    if (winLength < 1 || winLength > nFft) {
      throw new IllegalArgumentException(
          "winLength must be between 1 and nFft (" + nFft + "), not " + winLength);
    }
    return new Stft(Fft.of(nFft), hopLength, window.samples(winLength), center);
  }

  /**
   * The three transforms of the multi-resolution STFT loss (Yamamoto, Song, Kim 2020, "Parallel
   * WaveGAN"): nFft 1024, 2048, 512, hopLength 120, 240, 50, winLength 600, 1200, 240, centred,
   * with Hann windows. The longest requires at least 1025 samples.
   */
  public static List<Stft> multiResolution() {
    return List.of(of(1024, 120, 600), of(2048, 240, 1200), of(512, 50, 240));
  }

  public int nFft() {
    return fft.length();
  }

  public int hopLength() {
    return hopLength;
  }

  /** The number of bins per frame, nFft/2 + 1. */
  public int bins() {
    return fft.bins();
  }

  /** The length of a frame's work array, 2·bins. */
  public int workLength() {
    return fft.workLength();
  }

  /** The shortest signal with a frame: nFft/2 + 1 samples if centred, nFft if not. */
  public int minLength() {
    return center ? nFft() / 2 + 1 : nFft();
  }

  /**
   * The number of frames of a signal of {@code length} samples.
   *
   * @throws IllegalArgumentException if the signal is shorter than {@link #minLength()}
   */
  public int frames(int length) {
    if (length < minLength()) {
      throw new IllegalArgumentException(
          "a short-time spectrum with nFft %d needs at least %d samples, not %d"
              .formatted(nFft(), minLength(), length));
    }
    return 1 + (length + 2 * padding() - nFft()) / hopLength;
  }

  /**
   * Computes the spectrum of one frame.
   *
   * @param signal the whole signal, [length]
   * @param frame from 0 to {@code frames(signal.length) − 1}
   * @param spectrum receives the spectrum, [2·bins]: Re, Im, Re, Im, …
   */
  public void forward(double[] signal, int frame, double[] spectrum) {
    int from = start(signal.length, frame);
    Arrays.fill(spectrum, 0, windowStart, 0);
    Arrays.fill(spectrum, windowStart + window.length, fft.workLength(), 0);
    if (from >= 0 && from + window.length <= signal.length) {
      for (int n = 0; n < window.length; n++) {
        spectrum[windowStart + n] = window[n] * signal[from + n];
      }
    } else {
      for (int n = 0; n < window.length; n++) {
        spectrum[windowStart + n] = window[n] * signal[reflect(from + n, signal.length)];
      }
    }
    fft.forward(spectrum);
  }

  /**
   * The transpose of {@link #forward}, padding included: given the gradient of a loss with respect
   * to the real and imaginary parts of one frame's spectrum, adds its gradient with respect to the
   * signal.
   *
   * @param spectrumGradient dL/dRe, dL/dIm, … as {@code forward} stores a spectrum, [2·bins];
   *     overwritten
   * @param frame from 0 to {@code frames(signalGradient.length) − 1}
   * @param signalGradient dL/dsignal, [length], added to
   */
  public void adjoint(double[] spectrumGradient, int frame, double[] signalGradient) {
    int from = start(signalGradient.length, frame);
    fft.adjoint(spectrumGradient);
    if (from >= 0 && from + window.length <= signalGradient.length) {
      for (int n = 0; n < window.length; n++) {
        signalGradient[from + n] += window[n] * spectrumGradient[windowStart + n];
      }
    } else {
      for (int n = 0; n < window.length; n++) {
        signalGradient[reflect(from + n, signalGradient.length)] +=
            window[n] * spectrumGradient[windowStart + n];
      }
    }
  }

  /**
   * The magnitude spectrogram |S| of a signal.
   *
   * @return [frames][bins]
   */
  public float[][] magnitudes(float[] signal) {
    double[] samples = new double[signal.length];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = signal[n];
    }
    float[][] magnitudes = new float[frames(signal.length)][bins()];
    double[] spectrum = new double[workLength()];
    for (int t = 0; t < magnitudes.length; t++) {
      forward(samples, t, spectrum);
      for (int k = 0; k < bins(); k++) {
        double re = spectrum[2 * k];
        double im = spectrum[2 * k + 1];
        magnitudes[t][k] = (float) Math.sqrt(re * re + im * im);
      }
    }
    return magnitudes;
  }

  private int padding() {
    return center ? nFft() / 2 : 0;
  }

  /** The signal index of the first point under the window, negative in the padding. */
  private int start(int length, int frame) {
    int frames = frames(length);
    if (frame < 0 || frame >= frames) {
      throw new IndexOutOfBoundsException("frame " + frame + " of " + frames);
    }
    return frame * hopLength - padding() + windowStart;
  }

  /**
   * Reflects without repeating the edge; once suffices since the padding is shorter than the
   * signal.
   */
  private static int reflect(int index, int length) {
    if (index < 0) {
      return -index;
    }
    return index < length ? index : 2 * (length - 1) - index;
  }
}
