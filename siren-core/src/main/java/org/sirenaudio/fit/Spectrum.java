package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Stft;

/**
 * Where a clip's energy lies.
 *
 * @param firstHz frequency below which 99 % of it lies: the range of the first layer's frequencies
 * @param bandwidthHz frequency below which 99.9 % of it lies
 */
record Spectrum(double firstHz, double bandwidthHz) {

  static Spectrum of(Clip clip) {
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
          double re = spectrum[2 * k];
          double im = spectrum[2 * k + 1];
          power[k] += re * re + im * im;
        }
      }
    }
    double binHz = clip.sampleRate() / stft.nFft();
    return new Spectrum(binHz * rollOff(power, 0.99), binHz * rollOff(power, 0.999));
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
