package org.sirenaudio.fit;

import java.util.Arrays;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Stretch;
import org.sirenaudio.dsp.Window;

/**
 * Where a clip's energy lies.
 *
 * @param firstHz frequency below which 99 % of it lies: the range of the first layer's frequencies
 * @param bandwidthHz frequency below which 99.9 % of it lies
 * @param meanPower mean of |S|² over frames and bins of a spectrogram by windows of 1024
 */
record Spectrum(double firstHz, double bandwidthHz, double meanPower) {

  /** Frames of a stretch; {@link #meanPower} is that of stretches of this length. */
  static final int N_FFT = 1024;

  private static final int HOP_LENGTH = 512;

  static Spectrum of(ClipSource clip) {
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
              Stretch.around(samples.channel(c), (int) (center - first), stretch);
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
    return new Spectrum(binHz * rollOff(power, 0.99), binHz * rollOff(power, 0.999), meanPower);
  }

  /** The bin up to which a part of the energy lies, at least 1. */
  private static int rollOff(double[] power, double part) {
    double total = 0;
    for (double p : power) {
      total += p;
    }
    double below = power[0];
    int k = 1;
    while (k < power.length - 1 && below + power[k] < part * total) {
      below += power[k++];
    }
    return k;
  }
}
