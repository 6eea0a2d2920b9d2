package org.sirenaudio.fit;

import java.util.Arrays;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Excerpt;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Window;

/**
 * Where a recording's power lies: the mean power spectrum of windows of 1024 frames, a Hann window
 * on each, half of it before the next begins, over all channels. The recording is read a block at a
 * time, so it may be of any length.
 */
public final class Spectrum {

  /** Frames of a stretch; {@link #meanPower} is that of stretches of this length. */
  static final int N_FFT = 1024;

  private static final int HOP_LENGTH = 512;

  private final double binHz;
  private final double[] power;
  private final double meanPower;

  private Spectrum(double binHz, double[] power, double meanPower) {
    this.binHz = binHz;
    this.power = power;
    this.meanPower = meanPower;
  }

  /**
   * Measures a recording, of whatever length, silence too.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Spectrum of(ClipSource clip) {
    Stft stft = Stft.of(N_FFT, HOP_LENGTH, N_FFT, Window.HANN_PERIODIC, false);
    double[] power = new double[stft.bins()];
    double[] spectrum = new double[stft.workLength()];
    double[] stretch = new double[N_FFT];
    long[] count = {0};
    ClipBlocks.forEach(
        clip,
        N_FFT,
        (samples, first, from, to) -> {
          // Centred on each hop, silence beyond the ends.
          long end = to == clip.frames() ? (long) to + HOP_LENGTH : to;
          for (int c = 0; c < clip.channels(); c++) {
            for (long center = from; center < end; center += HOP_LENGTH) {
              Excerpt.around(samples.channel(c), (int) (center - first), stretch);
              count[0]++;
              stft.forward(stretch, 0, spectrum);
              for (int k = 0; k < power.length; k++) {
                double re = spectrum[2 * k];
                double im = spectrum[2 * k + 1];
                power[k] += re * re + im * im;
              }
            }
          }
        });
    double binHz = clip.sampleRate() / stft.nFft();
    double meanPower = Arrays.stream(power).sum() / ((double) count[0] * power.length);
    return new Spectrum(binHz, power, meanPower);
  }

  /** The range of the first layer's frequencies in a window, Hz: 99 % of the power lies below. */
  double firstHz() {
    return hertzBelow(0.99);
  }

  /** The frequency below which 99.9 % of the power lies, Hz. */
  double bandwidthHz() {
    return hertzBelow(0.999);
  }

  /** Mean of |S|² over windows and bins. */
  double meanPower() {
    return meanPower;
  }

  /**
   * The frequency below which a part of the power lies.
   *
   * @param part of the power, 0 to 1
   * @return in Hz, a multiple of 1/1024 of the rate, at least one of them and at most half the
   *     rate; the least for silence
   * @throws IllegalArgumentException unless the part is 0 to 1
   */
  public double hertzBelow(double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("a part of the power is 0 to 1, not " + part);
    }
    double total = 0;
    for (double p : power) {
      total += p;
    }
    double below = power[0];
    int k = 1;
    while (k < power.length - 1 && below + power[k] < part * total) {
      below += power[k++];
    }
    return binHz * k;
  }
}
