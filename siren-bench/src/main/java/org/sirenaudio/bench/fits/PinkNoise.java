package org.sirenaudio.bench.fits;

import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;

/**
 * Pink noise: power falls by 3 dB per octave, as in many recordings.
 *
 * <p>White noise through first-order filters with poles spread over the octaves, accurate within
 * 0.05 dB above 10 Hz at 44.1 kHz: Paul Kellet's, as published at
 * https://www.firstpr.com.au/dsp/pink-noise/.
 */
final class PinkNoise {

  private static final double[] POLES = {0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616};
  private static final double[] GAINS = {
    0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898
  };
  private static final double DIRECT = 0.5362;
  private static final double DELAYED = 0.115926;

  private static final int RATE = 8000;
  private static final double NOISE_RMS = 0.1;
  private static final double TONE_HZ = 440;
  private static final double TONE_PEAK = Math.pow(10, -13 / 20.0);

  private PinkNoise() {}

  /** At −20 dBFS RMS and 8 kHz, with a tone of 440 Hz that has a peak of −13 dBFS. */
  static Clip withTone(int seconds) {
    float[] x = new float[seconds * RATE];
    SplittableRandom random = new SplittableRandom(1);
    double[] states = new double[POLES.length];
    double delayed = 0;
    double power = 0;
    for (int n = 0; n < x.length; n++) {
      double white = random.nextGaussian();
      double sum = DIRECT * white + delayed;
      for (int p = 0; p < states.length; p++) {
        states[p] = POLES[p] * states[p] + GAINS[p] * white;
        sum += states[p];
      }
      delayed = DELAYED * white;
      x[n] = (float) sum;
      power += sum * sum;
    }
    double gain = NOISE_RMS / Math.sqrt(power / x.length);
    for (int n = 0; n < x.length; n++) {
      double tone = TONE_PEAK * Math.sin(2 * Math.PI * TONE_HZ * n / RATE);
      x[n] = (float) Math.clamp(gain * x[n] + tone, -1, 1);
    }
    return Clip.of(RATE, new float[][] {x});
  }
}
