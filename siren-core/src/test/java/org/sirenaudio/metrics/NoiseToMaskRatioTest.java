package org.sirenaudio.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.metrics.NoiseToMaskRatio.Figure;

class NoiseToMaskRatioTest {
  private static final double RATE = 44_100;
  private static final int FRAMES = 22_050;

  private static float[] tone(double hertz, double db) {
    float[] samples = new float[FRAMES];
    double amplitude = Math.pow(10, db / 20);
    for (int n = 0; n < FRAMES; n++) {
      samples[n] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * n / RATE));
    }
    return samples;
  }

  /** White noise whose RMS is as given, relative to that of a full-scale sine. */
  private static float[] noise(double db, long seed) {
    float[] samples = new float[FRAMES];
    Random random = new Random(seed);
    double rms = Math.sqrt(0.5) * Math.pow(10, db / 20);
    for (int n = 0; n < FRAMES; n++) {
      samples[n] = (float) (rms * random.nextGaussian());
    }
    return samples;
  }

  private static double figure(Figure figure, float[] sound, float[] added)
      throws BadDataException {
    float[] sum = sound.clone();
    for (int n = 0; n < sum.length; n++) {
      sum[n] += added[n];
    }
    return new NoiseToMaskRatio(RATE, figure).of(new float[][] {sound}, new float[][] {sum});
  }

  /** A tone of 1 kHz masks what lies some 24 dB below it in its own band (14.5 + z dB). */
  @Test
  void aToneMasksAMuchWeakerOneBesideIt() throws BadDataException {
    float[] masker = tone(1000, -20);
    assertThat(figure(Figure.WORST, masker, tone(1030, -60))).isNegative();
    assertThat(figure(Figure.WORST, masker, tone(1030, -30))).isPositive();
  }

  @Test
  void aToneMasksHigherFrequenciesMoreThanLower() throws BadDataException {
    float[] masker = tone(1000, -10);
    double above = figure(Figure.WORST, masker, tone(1400, -50));
    double below = figure(Figure.WORST, masker, tone(715, -50));
    assertThat(above).isLessThan(below - 3);
  }

  @Test
  void aToneMasksNothingThreeOctavesAbove() throws BadDataException {
    assertThat(figure(Figure.WORST, tone(500, -20), tone(4000, -60))).isGreaterThan(20);
  }

  /** Noise masks noise that is 5.5 dB below it, and no more. */
  @Test
  void louderNoiseMasksNoise() throws BadDataException {
    float[] masker = noise(-20, 1);
    assertThat(figure(Figure.MEAN, masker, noise(-32, 2))).isNegative();
    assertThat(figure(Figure.DISTURBED, masker, noise(-44, 2))).isZero();
    assertThat(figure(Figure.MEAN, masker, noise(-22, 2))).isPositive();
    assertThat(figure(Figure.DISTURBED, masker, noise(-14, 2))).isEqualTo(1);
  }

  @Test
  void aToneMasksLessNoiseThanNoiseDoes() throws BadDataException {
    assertThat(figure(Figure.WORST, tone(1000, -20), noise(-40, 2)))
        .isGreaterThan(figure(Figure.WORST, noise(-20, 1), noise(-40, 2)) + 10);
  }

  /** A full-scale sine is 96 dB SPL; the ear hears 3.3 kHz from −5 dB and 100 Hz from 23 dB on. */
  @Test
  void inSilenceOnlyTheThresholdInQuietMasks() throws BadDataException {
    float[] silence = new float[FRAMES];
    assertThat(figure(Figure.WORST, silence, tone(3300, -104))).isNegative();
    assertThat(figure(Figure.WORST, silence, tone(3300, -96))).isPositive();
    assertThat(figure(Figure.WORST, silence, tone(60, -80))).isNegative();
    assertThat(figure(Figure.WORST, silence, tone(21_500, -70))).isNegative();
  }

  @Test
  void aDisturbanceOfOneFrameIsCountedOnceOrTwiceAndIsTheWorst() throws BadDataException {
    float[] sound = noise(-30, 1);
    float[] click = new float[FRAMES];
    click[10_000] = 0.9f;
    assertThat(figure(Figure.WORST, sound, click)).isPositive();
    assertThat(figure(Figure.DISTURBED, sound, click)).isBetween(1.0 / 60, 2.0 / 40);
  }

  @Test
  void anExactEstimateHasNoNoise() throws BadDataException {
    float[] sound = noise(-30, 1);
    assertThat(figure(Figure.MEAN, sound, new float[FRAMES])).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(figure(Figure.DISTURBED, sound, new float[FRAMES])).isZero();
  }

  @Test
  void overAllChannelsItIsTheMeanOfRatios() throws BadDataException {
    float[][] sound = {noise(-30, 1), noise(-30, 2)};
    float[][] noisy = {sound[0], noise(-30, 3)};
    NoiseToMaskRatio metric = new NoiseToMaskRatio(RATE, Figure.MEAN);
    double[] channels = metric.perChannel(sound, noisy);
    assertThat(channels[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(metric.of(sound, noisy)).isCloseTo(channels[1] - 10 * Math.log10(2), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100, 4000, 8000, 16_000, 48_000, 96_000, 192_000, 1e6})
  void anySampleRateHasAFigure(double rate) throws BadDataException {
    float[][] sound = {noise(-30, 1)};
    NoiseToMaskRatio metric = new NoiseToMaskRatio(rate, Figure.MEAN);
    assertThat(metric.of(sound, new float[][] {noise(-30, 2)})).isFinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 511, 512, 513, 1024, 1025})
  void anyLengthHasAFigure(int frames) throws BadDataException {
    float[] sound = new float[frames];
    float[] noisy = new float[frames];
    noisy[frames - 1] = 0.5f;
    double worst =
        new NoiseToMaskRatio(RATE, Figure.WORST).of(new float[][] {sound}, new float[][] {noisy});
    assertThat(worst).isPositive();
  }
}
