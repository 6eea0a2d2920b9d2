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
 * The mean power spectrum of a recording: Hann windows of 1024 frames with 50 % overlap, averaged
 * over all channels. The recording is read block by block and may be of any length.
 *
 * @param binHz bin spacing
 * @param power |S|² summed over windows, per bin
 * @param meanPower mean of |S|² over windows and bins
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Spectrum(double binHz, double[] power, double meanPower) {

  /** Frames per window; {@link #meanPower} refers to windows of this length. */
  public static final int N_FFT = 1024;

  private static final int HOP_LENGTH = 512;

  /**
   * Analyses a recording of any length, silence included.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Spectrum of(ClipSource clip) {
    Meter meter = new Meter(clip);
    ClipBlocks.forEach(clip, N_FFT, meter::add);
    return meter.spectrum();
  }

  /** Processes a recording block by block, each with {@link #N_FFT} frames of margin. */
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
      // Centred on each hop, zero beyond the ends.
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

  /** The range of the first layer's frequencies in a window, in Hz: the 99 % bandwidth. */
  public double firstHz() {
    return hertzBelow(0.99);
  }

  /** The 99.9 % bandwidth in Hz. */
  public double bandwidthHz() {
    return hertzBelow(0.999);
  }

  /**
   * The interpolation filter needed for this recording. DC and its leakage into the next bin are
   * ignored.
   */
  public SincInterpolator sinc() {
    double[] sound = power.clone();
    Arrays.fill(sound, 0, 2, 0);
    return SincInterpolator.suiting(sound);
  }

  /**
   * The frequency below which a fraction of the power lies.
   *
   * @param part fraction of the power, 0 to 1
   * @return in Hz, a multiple of 1/1024 of the rate, from one to half the rate; the minimum for
   *     silence
   * @throws IllegalArgumentException unless the part is 0 to 1
   */
  public double hertzBelow(double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("a fraction of the power must be 0 to 1, not " + part);
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
