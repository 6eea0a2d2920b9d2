package org.sirenaudio.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Window;

/** The mean spectrum of a clip or of the difference of two, in dB. */
final class MeanSpectrum {

  private static final int MOST_FFT = 2048;
  private static final int LEAST_FFT = 16;
  private static final double SILENCE = 1e-20;

  private MeanSpectrum() {}

  /** Pairs of kHz and dB of a clip, 0 dB for a full-scale sine. */
  static List<double[]> of(Clip clip) {
    return of(clip, null);
  }

  /** As above for {@code clip − other}, or for the clip if there is no other. */
  static List<double[]> of(Clip clip, @org.jspecify.annotations.Nullable Clip other) {
    int size = MOST_FFT;
    while (size > LEAST_FFT && size > clip.frames()) {
      size /= 2;
    }
    Stft stft = Stft.of(size, size / 2, size, Window.HANN_PERIODIC, false);
    double[] stretch = new double[size];
    double[] spectrum = new double[stft.workLength()];
    double[] power = new double[stft.bins()];
    int count = 0;
    for (int c = 0; c < clip.channels(); c++) {
      for (int from = 0; from < clip.frames(); from += size / 2) {
        for (int i = 0; i < size; i++) {
          int frame = from + i;
          stretch[i] =
              frame >= clip.frames()
                  ? 0
                  : clip.channel(c)[frame] - (other == null ? 0 : other.channel(c)[frame]);
        }
        stft.forward(stretch, 0, spectrum);
        for (int k = 0; k < power.length; k++) {
          double re = spectrum[2 * k];
          double im = spectrum[2 * k + 1];
          power[k] += re * re + im * im;
        }
        count++;
      }
    }
    // A full-scale sine has |S| = nFft/4 under a Hann window.
    double unit = count * Math.pow(size / 4.0, 2);
    List<double[]> points = new ArrayList<>();
    for (int k = 0; k < power.length; k++) {
      double kilohertz = 1e-3 * k * clip.sampleRate() / size;
      points.add(new double[] {kilohertz, 10 * Math.log10(power[k] / unit + SILENCE)});
    }
    return points;
  }
}
