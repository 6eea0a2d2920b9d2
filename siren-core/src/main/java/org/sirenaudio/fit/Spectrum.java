package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Stft;

/** What a clip's spectrum says about the first layer's frequencies. */
final class Spectrum {

  /** Part of the energy that lies below the frequency that is returned. */
  private static final double ENERGY = 0.99;

  private Spectrum() {}

  /** The frequency in Hz below which nearly all of the clip's energy lies. */
  static double firstFrequencyHz(Clip clip) {
    Stft stft = Stft.of(1024, 512, 1024);
    double[] power = new double[stft.bins()];
    double[] spectrum = new double[stft.workLength()];
    int frames = Math.max(clip.frames(), stft.minLength());
    double[] signal = new double[frames];
    for (int c = 0; c < clip.channels(); c++) {
      for (int i = 0; i < clip.frames(); i++) {
        signal[i] = clip.channel(c)[i];
      }
      for (int f = 0; f < stft.frames(frames); f++) {
        stft.forward(signal, f, spectrum);
        for (int k = 0; k < power.length; k++) {
          power[k] += spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
        }
      }
    }
    double total = 0;
    for (double p : power) {
      total += p;
    }
    double below = 0;
    int k = 0;
    while (k < power.length - 1 && below + power[k] < ENERGY * total) {
      below += power[k++];
    }
    return Math.max(1, k) * clip.sampleRate() / stft.nFft();
  }
}
