package org.sirenaudio.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/** Pairs made with exact maps. */
class SynchroniserTest {
  private static final int RATE = 16_000;

  /** Noise whose level changes several times a second, low-pass filtered: no two seconds alike. */
  private static Clip event(long seed, double seconds) {
    return event(seed, seconds, RATE);
  }

  private static Clip event(long seed, double seconds, int rate) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[(int) (seconds * rate)];
    double level = 0;
    double last = 0;
    for (int i = 0; i < samples.length; i++) {
      if (i % 2000 == 0) {
        level = 0.3 * Math.exp(-3 * random.nextDouble());
      }
      last = 0.6 * last + level * random.nextGaussian();
      samples[i] = (float) last;
    }
    return Clip.of(rate, new float[][] {samples});
  }

  private static Clip noisy(Clip clip, double snrDb, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = clip.channel(0).clone();
    double power = 0;
    for (float sample : samples) {
      power += sample * sample / (double) samples.length;
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (Math.sqrt(power * Math.pow(10, -snrDb / 10)) * random.nextGaussian());
    }
    return Clip.of(clip.sampleRate(), new float[][] {samples});
  }

  @ParameterizedTest
  @CsvSource({
    "145, 1.2345678, 20, 16000",
    "-450, -2.5, 20, 16000",
    "30, 0.001, 0, 16000",
    "-120, 3.75, 20, 22050"
  })
  void offsetAndRateAreFoundWithinTheirUncertainty(
      double ppm, double offset, double snrDb, double rate) throws IOException {
    Clip event = event(3, 16);
    Clip heard = Renderer.of(event).warped(TimeMap.linear(offset, 1 + 1e-6 * ppm), rate);
    Synchronisation found = Synchroniser.of(noisy(event, snrDb, 1), noisy(heard, snrDb, 2));
    assertThat(found.offsetUncertainty95()).isBetween(0.0, snrDb > 10 ? 1e-6 : 5e-6);
    assertThat(found.rateUncertainty95()).isBetween(0.0, snrDb > 10 ? 0.1 : 0.5);
    assertThat(found.offsetSeconds()).isCloseTo(offset, within(2 * found.offsetUncertainty95()));
    assertThat(found.ratePpm()).isCloseTo(ppm, within(2 * found.rateUncertainty95()));
    assertThat(found.driftFreedom()).isZero();
    assertThat(found.agreement()).isGreaterThan(0.5);
  }

  /** The library's way from two recordings to one clock. */
  @Test
  void theOtherRecordingIsRenderedOnTheReferenceClock() throws IOException {
    Clip reference = event(5, 12);
    Clip other = Renderer.of(reference).warped(TimeMap.linear(0.5, 1.0002), RATE);

    Synchronisation found = Synchroniser.of(reference, other);
    Renderer.Span span = new Renderer.Span(0, reference.frames());
    Clip synced = found.renderer(other).at(reference.sampleRate(), span);

    assertThat(synced.frames()).isEqualTo(reference.frames());
    double error = 0;
    double power = 0;
    for (int i = 9000; i < reference.frames() - 1000; i++) {
      error += Math.pow(synced.channel(0)[i] - reference.channel(0)[i], 2);
      power += Math.pow(reference.channel(0)[i], 2);
    }
    // Two interpolations each leave out what lies above 0.95 of the Nyquist frequency.
    assertThat(10 * Math.log10(power / error)).isGreaterThan(20);
    for (int i = 0; i < 7990; i++) {
      assertThat(synced.channel(0)[i]).as("before the other begins").isZero();
    }
  }

  @Test
  void aVaryingClockIsFollowed() throws IOException {
    Clip event = event(7, 30);
    double[] from = new double[300];
    double[] to = new double[300];
    for (int i = 0; i < 300; i++) {
      from[i] = 0.1 * i;
      to[i] = 0.25 + from[i] * (1 + 80e-6) + 30e-6 * Math.sin(2 * Math.PI * from[i] / 20);
    }
    TimeMap clock = TimeMap.through(from, to);
    Clip heard = Renderer.of(event).warped(clock, RATE);
    Synchronisation found = Synchroniser.of(noisy(event, 20, 1), noisy(heard, 20, 2));
    assertThat(found.driftFreedom()).isPositive();
    for (double t = found.overlapStart() + 0.5; t < found.overlapEnd() - 0.5; t += 0.1) {
      assertThat(found.toOther().at(t)).isCloseTo(clock.inverse(t), within(3e-6));
    }
  }

  /** Without noise the highest bins count most, whose half turn is 25 µs. */
  @ParameterizedTest
  @CsvSource({"50, 16000", "200, 16000", "100, 44100", "200, 44100"})
  void fastDriftIsFollowed(double ppm, int rate) throws IOException {
    double seconds = 12;
    Clip event = event(7, seconds, rate);
    double[] from = new double[120];
    double[] to = new double[120];
    for (int i = 0; i < 120; i++) {
      from[i] = 0.1 * i;
      double turns = from[i] / seconds;
      double swing = 1e-6 * ppm * seconds / (2 * Math.PI) * Math.sin(2 * Math.PI * turns);
      to[i] = 0.25 + from[i] * (1 + 20e-6) + swing;
    }
    TimeMap clock = TimeMap.through(from, to);
    Synchronisation found = Synchroniser.of(event, Renderer.of(event).warped(clock, rate));
    assertThat(found.jumps()).isEmpty();
    for (double t = found.overlapStart() + 0.2; t < found.overlapEnd() - 0.2; t += 0.05) {
      assertThat(found.toOther().at(t)).isCloseTo(clock.inverse(t), within(1e-6));
    }
  }

  /** Blocks longer than a second that one or the other lacks, and a short one behind. */
  @ParameterizedTest
  @CsvSource({"16000, 512", "-20000, 512", "16000, -700", "200000, 0"})
  void longDroppedAndRepeatedBlocksAreFound(int frames, int more) throws IOException {
    Clip event = event(9, 40);
    Clip whole = Renderer.of(event).warped(TimeMap.linear(0.5, 1 + 40e-6), RATE);
    float[] samples = spliced(whole.channel(0), 160_000, frames, 1);
    int second = frames > 100_000 ? 300_000 : 480_000 - frames;
    Clip other = Clip.of(RATE, new float[][] {spliced(samples, second, more, 2)});
    Synchronisation found = Synchroniser.of(noisy(event, 20, 1), noisy(other, 20, 2));
    assertThat(found.ratePpm()).isCloseTo(40, within(0.1));
    assertThat(found.offsetSeconds()).isCloseTo(0.5, within(1e-6));
    assertThat(found.jumps()).hasSize(more == 0 ? 1 : 2);
    Jump jump = found.jumps().getFirst();
    assertThat(jump.frames()).isEqualTo(frames);
    assertThat(jump.frame()).isCloseTo(160_000L, within(1600L));
    assertThat(found.jumps().getLast().frames()).isEqualTo(more == 0 ? frames : more);
    Clip synced = found.renderer(other).at(RATE, new Renderer.Span(30 * RATE, 5 * RATE));
    double product = 0;
    double power = 0;
    for (int i = 0; i < synced.frames(); i++) {
      product += synced.channel(0)[i] * event.channel(0)[30 * RATE + i];
      power += Math.pow(event.channel(0)[30 * RATE + i], 2);
    }
    assertThat(product / power).isCloseTo(1, within(0.1));
  }

  /** White noise masks the high frequencies, which would locate the end of a low sound. */
  @Test
  void aDroppedBlockInALowSoundIsLocated() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    float[] low = new float[20 * RATE];
    double first = 0;
    double second = 0;
    for (int i = 0; i < low.length; i++) {
      first = 0.9 * first + random.nextGaussian();
      second = 0.9 * second + 1e-2 * first;
      low[i] = (float) second;
    }
    Clip event = Clip.of(RATE, new float[][] {low});
    Clip whole = Renderer.of(event).warped(TimeMap.linear(0.5, 1 - 60e-6), RATE);
    Clip other = Clip.of(RATE, new float[][] {spliced(whole.channel(0), 160_000, 400, 1)});
    Synchronisation found = Synchroniser.of(noisy(event, 20, 1), noisy(other, 20, 2));
    assertThat(found.jumps()).hasSize(1);
    assertThat(found.jumps().getFirst().frames()).isEqualTo(400);
    assertThat(found.jumps().getFirst().frame()).isCloseTo(160_000L, within(320L));
  }

  /** Without some frames, or with noise put in for so many. */
  private static float[] spliced(float[] samples, int at, int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] left = new float[samples.length - frames];
    System.arraycopy(samples, 0, left, 0, at);
    int behind = at + Math.max(0, -frames);
    for (int i = at; i < behind; i++) {
      left[i] = (float) (0.1 * random.nextGaussian());
    }
    System.arraycopy(samples, at + Math.max(0, frames), left, behind, left.length - behind);
    return left;
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 4", "5, 6"})
  void unrelatedRecordingsAreRefused(long one, long another) {
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(event(one, 12), event(another, 10)))
        .withMessageContaining("nothing in common");
  }

  @Test
  void anAmbiguousPlaceInALoopIsRefused() throws IOException {
    Clip pass = event(11, 4);
    Clip loop = Clip.of(RATE, new float[][] {repeated(pass.channel(0), 8)});
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(noisy(loop, 20, 1), noisy(pass, 20, 2)))
        .withMessageContaining("equally well at");
    Synchronisation near = Synchroniser.between(loop, pass).near(8.01).find();
    assertThat(near.offsetSeconds()).isCloseTo(8, within(1e-5));
  }

  /** A loop below a part of its own that is no louder. */
  @Test
  void aLoopUnderAUniquePartIsUnambiguous() throws IOException {
    float[] mix = repeated(event(11, 4).channel(0), 8);
    float[] part = event(12, 32).channel(0);
    for (int i = 0; i < mix.length; i++) {
      mix[i] += part[i];
    }
    Clip whole = Clip.of(RATE, new float[][] {mix});
    Clip cut = Clip.of(RATE, new float[][] {Arrays.copyOfRange(mix, 12 * RATE, 20 * RATE)});
    Synchronisation found = Synchroniser.of(noisy(whole, 20, 1), noisy(cut, 20, 2));
    assertThat(found.offsetSeconds()).isCloseTo(12, within(1e-5));
  }

  private static float[] repeated(float[] samples, int times) {
    float[] repeated = new float[times * samples.length];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = samples[i % samples.length];
    }
    return repeated;
  }

  @ParameterizedTest
  @CsvSource({"8", "16", "30", "60", "100", "199"})
  void sampleRatesTooLowAreRefused(int rate) {
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(event(1, 30, RATE), event(1, 30, rate)))
        .withMessage(
            "a sample rate of %d Hz is too low to synchronise; at least 200 Hz are needed"
                .formatted(rate));
  }

  @Test
  void theLowestSampleRateIsSynchronised() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    float[] samples = new float[6000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    Clip event = Clip.of(200, new float[][] {samples});
    Clip heard = Renderer.of(event).warped(TimeMap.linear(1.25, 1), 200);
    Synchronisation found = Synchroniser.of(noisy(event, 20, 1), noisy(heard, 20, 2));
    assertThat(found.offsetSeconds()).isCloseTo(1.25, within(1e-3));
  }

  @Test
  void silentAndTooShortRecordingsAreRefused() {
    Clip silence = Clip.of(RATE, new float[1][RATE * 4]);
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(event(1, 4), silence))
        .withMessageContaining("silent");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(silence, event(1, 4)))
        .withMessageContaining("silent");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Synchroniser.of(event(1, 4), event(1, 0.5)))
        .withMessageContaining("second");
  }
}
