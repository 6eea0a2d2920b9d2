package org.sirenaudio.fit.plan;

import java.util.Arrays;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Excerpt;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Window;
import org.sirenaudio.fit.data.Spectrum;

/**
 * Window boundaries that give all windows about equal amounts of information. A spectrogram cell of
 * power P takes ½·log2(1 + P/D) bits to code at a noise of power D (Shannon 1949); D is the power
 * per cell of white noise at the target SNR. Loud, broadband stretches thus get short windows, and
 * a pause shares one with its surroundings.
 */
final class WindowBoundaries {
  private static final int N_FFT = Spectrum.N_FFT;
  private static final int HOP_LENGTH = 256;

  /** The SNR that D corresponds to. */
  private static final double AIMED_DB = 40;

  /** Minimum weight of every hop relative to the mean, which bounds the window length. */
  private static final double LEAST_SHARE = 0.75;

  private WindowBoundaries() {}

  /**
   * The boundaries of {@code count} windows.
   *
   * @param spectrum of the clip
   * @param least minimum frames per window
   * @return {@code [count + 1]} frames, from 0 to the clip's last
   */
  static int[] of(ClipSource clip, Spectrum spectrum, int count, int least) {
    if (count == 1) {
      return new int[] {0, clip.frames()};
    }
    double[] bits = bits(clip, spectrum);
    double total = Arrays.stream(bits).sum();
    int[] boundaries = new int[count + 1];
    boundaries[count] = clip.frames();
    double before = 0;
    int hop = 0;
    for (int i = 1; i < count; i++) {
      double wanted = total * i / count;
      while (hop < bits.length - 1 && before + bits[hop] < wanted) {
        before += bits[hop++];
      }
      double frame = HOP_LENGTH * (hop + (wanted - before) / bits[hop]);
      int latest = clip.frames() - (count - i) * least;
      boundaries[i] = Math.clamp((long) frame, boundaries[i - 1] + least, latest);
    }
    return boundaries;
  }

  /** The information of each hop of the clip, in bits, at least a fraction of the mean. */
  private static double[] bits(ClipSource clip, Spectrum spectrum) {
    Stft stft = Stft.of(N_FFT, HOP_LENGTH, N_FFT, Window.HANN_PERIODIC, false);
    int hops = Math.ceilDiv(clip.frames(), HOP_LENGTH);
    int bins =
        Math.clamp((long) (spectrum.bandwidthHz() / clip.sampleRate() * N_FFT), 1, stft.bins());
    double noise = Math.pow(10, -AIMED_DB / 10) * spectrum.meanPower() * stft.bins() / bins;
    double[] bits = new double[hops];
    double[] excerpt = new double[N_FFT];
    double[] cells = new double[stft.workLength()];
    ClipBlocks.forEach(
        clip,
        N_FFT,
        (samples, first, from, to) -> {
          for (int c = 0; c < clip.channels(); c++) {
            for (int h = from / HOP_LENGTH; h * (long) HOP_LENGTH < to; h++) {
              int center = (int) (h * (long) HOP_LENGTH + HOP_LENGTH / 2 - first);
              Excerpt.around(samples.channel(c), center, excerpt);
              stft.forward(excerpt, 0, cells);
              for (int k = 0; k < bins; k++) {
                double power = cells[2 * k] * cells[2 * k] + cells[2 * k + 1] * cells[2 * k + 1];
                bits[h] += noise > 0 ? 0.5 * Math.log1p(power / noise) / Math.log(2) : 1;
              }
            }
          }
        });
    double floor = LEAST_SHARE * Arrays.stream(bits).sum() / hops;
    for (int h = 0; h < hops; h++) {
      bits[h] = Math.max(bits[h], Math.max(floor, Double.MIN_NORMAL));
    }
    return bits;
  }
}
