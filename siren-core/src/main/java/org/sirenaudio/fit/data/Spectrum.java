package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Excerpt;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Window;

/**
 * Where a recording's power lies: the mean power spectrum of windows of 1024 frames, a Hann window
 * on each, half of it before the next begins, over all channels. The recording is read a block at a
 * time, so it may be of any length.
 *
 * @param binHz from one frequency to the next
 * @param power |S|² summed over windows, for each frequency
 * @param meanPower mean of |S|² over windows and bins
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Spectrum(double binHz, double[] power, double meanPower) {

  /** Frames of an excerpt; {@link #meanPower} is that of stretches of this length. */
  public static final int N_FFT = 1024;

  private static final int HOP_LENGTH = 512;

  /**
   * Measures a recording, of whatever length, silence too.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Spectrum of(ClipSource clip) {
    Meter meter = new Meter(clip);
    ClipBlocks.forEach(clip, N_FFT, meter::add);
    return meter.spectrum();
  }

  /** Takes in a recording block by block, each with {@link #N_FFT} frames around it. */
  static final class Meter {
    private final Stft stft = Stft.of(N_FFT, HOP_LENGTH, N_FFT, Window.HANN_PERIODIC, false);
    private final double[] power = new double[stft.bins()];
    private final double[] bins = new double[stft.workLength()];
    private final double[] excerpt = new double[N_FFT];
    private final double sampleRate;
    private final int frames;
    private long count;

    Meter(ClipSource clip) {
      sampleRate = clip.sampleRate();
      frames = clip.frames();
    }

    void add(Clip block, int first, int from, int to) {
      // Centred on each hop, silence beyond the ends.
      long end = to == frames ? (long) to + HOP_LENGTH : to;
      for (int c = 0; c < block.channels(); c++) {
        for (long center = from; center < end; center += HOP_LENGTH) {
          Excerpt.around(block.channel(c), (int) (center - first), excerpt);
          count++;
          stft.forward(excerpt, 0, bins);
          for (int k = 0; k < power.length; k++) {
            double re = bins[2 * k];
            double im = bins[2 * k + 1];
            power[k] += re * re + im * im;
          }
        }
      }
    }

    Spectrum spectrum() {
      double meanPower = Arrays.stream(power).sum() / ((double) count * power.length);
      return new Spectrum(sampleRate / N_FFT, power, meanPower);
    }
  }

  /** The range of the first layer's frequencies in a window, Hz: 99 % of the power lies below. */
  public double firstHz() {
    return hertzBelow(0.99);
  }

  /** The frequency below which 99.9 % of the power lies, Hz. */
  public double bandwidthHz() {
    return hertzBelow(0.999);
  }

  /**
   * The interpolation that such a recording needs. A constant and what it leaks into the bin beside
   * it do not count.
   */
  public SincInterpolator sinc() {
    double[] sound = power.clone();
    Arrays.fill(sound, 0, 2, 0);
    return SincInterpolator.suiting(sound);
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
