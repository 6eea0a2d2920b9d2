package org.sirenaudio.metrics;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Stft;

/** Iterates over the short-time power spectra of a reference and an estimate in parallel. */
final class PowerSpectra {
  /**
   * The floor of a bin's power. It keeps logarithms finite and lies below the noise of 16-bit
   * rounding in a bin (6·10⁻⁸ with a Hann window of 2048).
   */
  static final double FLOOR = 1e-8;

  /** Spectra per block, a few megabytes of samples. */
  private static final int FRAMES_AT_ONCE = 1000;

  /** Visits one frame of one channel. */
  interface Visitor {
    /** Both arrays are [bins], |S|² and never below {@link #FLOOR}, and reused after the call. */
    void frame(double[] referencePower, double[] estimatePower);
  }

  private PowerSpectra() {}

  static void checkSizes(int nFft, int hopLength) {
    if (nFft < 2 || hopLength < 1) {
      throw new IllegalArgumentException(
          "nFft must be at least 2 and hopLength 1, not " + nFft + " and " + hopLength);
    }
  }

  /** Visits all frames of the first channel, then of the second, and so on. */
  static void visit(Stft stft, float[][] reference, float[][] estimate, Visitor visitor) {
    FrameWalk frames = new FrameWalk(stft, visitor);
    for (int c = 0; c < reference.length; c++) {
      frames.visit(reference[c], estimate[c], 0, Integer.MAX_VALUE);
    }
  }

  /**
   * Visits the same frames in constant memory, reading the recordings block by block; per block the
   * frames of the first channel, then of the second, and so on.
   *
   * @throws java.io.UncheckedIOException if one of them cannot be read
   */
  static void visit(Stft stft, ClipSource reference, ClipSource estimate, Visitor visitor) {
    FrameWalk frames = new FrameWalk(stft, visitor);
    int hop = stft.hopLength();
    // Margins are whole hops, so that block frames coincide with the recording's frames.
    int margin = (2 * stft.nFft() + hop - 1) / hop * hop;
    ClipBlocks.forEach(
        reference,
        0,
        reference.frames(),
        FRAMES_AT_ONCE * hop,
        margin,
        (samples, first, from, to) -> {
          Clip same = estimate.slice(first, samples.frames());
          int end = to == reference.frames() ? Integer.MAX_VALUE : (to - first) / hop;
          for (int c = 0; c < samples.channels(); c++) {
            frames.visit(samples.channel(c), same.channel(c), (from - first) / hop, end);
          }
        });
  }

  /** Frames channel by channel. */
  private static final class FrameWalk {
    private final Stft stft;
    private final Visitor visitor;
    private final double[] spectrum;
    private final double[] referencePower;
    private final double[] estimatePower;

    FrameWalk(Stft stft, Visitor visitor) {
      this.stft = stft;
      this.visitor = visitor;
      spectrum = new double[stft.workLength()];
      referencePower = new double[stft.bins()];
      estimatePower = new double[stft.bins()];
    }

    /** Visits a range of frames, end exclusive, up to the end of the recording. */
    void visit(float[] reference, float[] estimate, int from, int to) {
      double[] referenceSamples = samples(reference, stft.minLength());
      double[] estimateSamples = samples(estimate, stft.minLength());
      int end = Math.min(to, stft.frames(referenceSamples.length));
      for (int t = from; t < end; t++) {
        stft.forward(referenceSamples, t, spectrum);
        power(spectrum, referencePower);
        stft.forward(estimateSamples, t, spectrum);
        power(spectrum, estimatePower);
        visitor.frame(referencePower, estimatePower);
      }
    }
  }

  /** Clips too short for one frame are extended with zeros. */
  private static double[] samples(float[] channel, int minLength) {
    double[] samples = new double[Math.max(channel.length, minLength)];
    for (int n = 0; n < channel.length; n++) {
      samples[n] = channel[n];
    }
    return samples;
  }

  private static void power(double[] spectrum, double[] power) {
    for (int k = 0; k < power.length; k++) {
      double re = spectrum[2 * k];
      double im = spectrum[2 * k + 1];
      power[k] = Math.max(re * re + im * im, FLOOR);
    }
  }
}
