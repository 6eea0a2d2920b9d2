package org.sirenaudio.bench.sync;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Fft;

/**
 * The response of a microphone or room: a finite impulse response.
 *
 * @param taps of the response
 * @param centre the tap of zero delay
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Filter(float[] taps, int centre) {

  private static final int TAPS = 65;
  private static final double MOST_DB = 12;
  private static final int BANDS = 12;

  /** A random symmetric response of 65 taps, within about ±12 dB. */
  public static Filter symmetric(SplittableRandom random) {
    double[] levels = new double[BANDS + 1];
    Arrays.setAll(levels, b -> MOST_DB * (2 * random.nextDouble() - 1));
    int length = 1024;
    Fft fft = Fft.of(length);
    double[] work = new double[fft.workLength()];
    for (int k = 0; k < fft.bins(); k++) {
      double place = (double) k * BANDS / (fft.bins() - 1);
      int band = Math.min(BANDS - 1, (int) place);
      double part = 0.5 - 0.5 * Math.cos(Math.PI * (place - band));
      double decibels = levels[band] + part * (levels[band + 1] - levels[band]);
      work[2 * k] = Math.pow(10, decibels / 20);
    }
    fft.inverse(work);
    float[] taps = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      int distance = i - TAPS / 2;
      double window = 0.5 + 0.5 * Math.cos(2 * Math.PI * distance / (TAPS + 1));
      taps[i] = (float) (window * work[Math.floorMod(distance, length)]);
    }
    return new Filter(taps, TAPS / 2);
  }

  /** A random response of 65 taps of arbitrary phase, decaying by 60 dB. */
  public static Filter any(SplittableRandom random) {
    float[] taps = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      taps[i] = (float) (random.nextGaussian() * Math.pow(10, -3.0 * i / TAPS));
    }
    return new Filter(taps, 0);
  }

  /** A mono clip filtered by the response, with unchanged length. */
  public Clip through(Clip clip) {
    float[] in = clip.channel(0);
    Fft fft = Fft.of(Integer.highestOneBit(8 * taps.length) * 2);
    double[] response = new double[fft.workLength()];
    for (int i = 0; i < taps.length; i++) {
      response[i] = taps[i];
    }
    fft.forward(response);
    int step = fft.length() - taps.length;
    float[] out = new float[in.length];
    double[] work = new double[fft.workLength()];
    for (int from = 0; from < in.length; from += step) {
      Arrays.fill(work, 0);
      for (int i = 0; i < Math.min(step, in.length - from); i++) {
        work[i] = in[from + i];
      }
      fft.forward(work);
      fft.multiply(work, response);
      fft.inverse(work);
      for (int i = 0; i < fft.length(); i++) {
        int at = from + i - centre;
        if (at >= 0 && at < out.length) {
          out[at] += (float) work[i];
        }
      }
    }
    return Clip.of(clip.sampleRate(), new float[][] {out});
  }
}
