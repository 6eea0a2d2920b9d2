package org.sirenaudio.bench.sync;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.LinearMap;
import org.sirenaudio.time.TimeMap;

/**
 * Two recordings of one event and the exact map between their clocks.
 *
 * @param clock from the other's clock to the reference's
 * @param heard the event in the reference, without noise
 * @param noisePower mean square of the reference's noise; the other's has the same ratio to its own
 *     level
 * @param dropped what the other lacks
 */
public record Pair(
    Clip reference,
    Clip other,
    TimeMap clock,
    Clip heard,
    double noisePower,
    @Nullable Dropped dropped) {

  /**
   * Frames missing from the other recording.
   *
   * @param frame the first of them
   * @param frames number of frames
   */
  public record Dropped(int frame, int frames) {}

  /** A copy without some frames of the other; the clock refers to all frames. */
  public Pair without(Dropped gone) {
    float[] all = other.channel(0);
    float[] left = new float[all.length - gone.frames];
    System.arraycopy(all, 0, left, 0, gone.frame);
    System.arraycopy(all, gone.frame + gone.frames, left, gone.frame, left.length - gone.frame);
    Clip shorter = Clip.of(other.sampleRate(), new float[][] {left});
    return new Pair(reference, shorter, clock, heard, noisePower, gone);
  }

  /** The same reference with an unrelated recording. */
  public Pair beside(Clip stranger) {
    return new Pair(reference, stranger, clock, heard, noisePower, null);
  }

  /** Whether the event is within 10 dB of its mean square in the surrounding tenth of a second. */
  public boolean isHeard(double seconds) {
    float[] samples = heard.channel(0);
    int middle = (int) (seconds * heard.sampleRate());
    int half = (int) (0.05 * heard.sampleRate());
    double around = 0;
    double all = 0;
    for (int i = 0; i < samples.length; i++) {
      double square = (double) samples[i] * samples[i];
      all += square / samples.length;
      around += Math.abs(i - middle) < half ? square / (2 * half) : 0;
    }
    return around > 0.1 * all;
  }

  /** How a pair is made. */
  public static final class Recipe {
    private static final int POINTS = 4000;

    private final Clip event;
    private final SplittableRandom random;
    private double rate = 44_100;
    private double seconds = 60;
    private double start = 30;
    private double snrDb = Double.POSITIVE_INFINITY;
    private Clip first;
    private Clip second;

    private Recipe(Clip event, long seed) {
      this.event = event;
      random = new SplittableRandom(seed);
      first = event;
      second = event;
    }

    public SplittableRandom random() {
      return random;
    }

    /** The length of both recordings, and the part of the event before the reference begins. */
    public Recipe lasting(double length, double before) {
      seconds = length;
      start = before;
      return this;
    }

    /** White noise on both, at this SNR. */
    public Recipe noisy(double decibels) {
      snrDb = decibels;
      return this;
    }

    /** The sample rate of the other recording in Hz. */
    public Recipe at(double hertz) {
      rate = hertz;
      return this;
    }

    /** The event's path to the other recording. */
    public Recipe through(Filter filter) {
      second = filter.through(event);
      return this;
    }

    /** The event's paths to both. */
    public Recipe through(Filter toReference, Filter toOther) {
      first = toReference.through(event);
      second = toOther.through(event);
      return this;
    }

    /**
     * @param clock from the other's clock to the reference's
     */
    public Pair on(TimeMap clock) {
      Clip heard = cut(first, TimeMap.linear(start, 1), first.sampleRate());
      double noise = power(heard) * Math.pow(10, -snrDb / 10);
      Clip clean = cut(second, onEvent(clock), rate);
      return new Pair(
          with(heard, noise),
          with(clean, power(clean) * Math.pow(10, -snrDb / 10)),
          clock,
          heard,
          noise,
          null);
    }

    /** From the other's clock to the event's, which began before the reference. */
    private TimeMap onEvent(TimeMap clock) {
      if (clock instanceof LinearMap line) {
        return TimeMap.linear(start + line.offset(), line.slope());
      }
      double[] from = new double[POINTS];
      double[] to = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        from[i] = -1 + (seconds + 2) * i / (POINTS - 1);
        to[i] = start + clock.at(from[i]);
      }
      return TimeMap.through(from, to);
    }

    private Clip cut(Clip sound, TimeMap map, double hertz) {
      return Renderer.of(sound)
          .on(map)
          .at(hertz, new Renderer.Span(0, Math.round(seconds * hertz)));
    }

    private static double power(Clip clip) {
      double power = 0;
      for (float sample : clip.channel(0)) {
        power += (double) sample * sample / clip.frames();
      }
      return power;
    }

    private Clip with(Clip clip, double power) {
      float[] samples = clip.channel(0).clone();
      double deviation = Math.sqrt(power);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += (float) (deviation * random.nextGaussian());
      }
      return Clip.of(clip.sampleRate(), new float[][] {samples});
    }
  }

  /** A pair from an event that covers both recordings. */
  public static Recipe of(Clip event, long seed) {
    return new Recipe(event, seed);
  }

  /** The span of the reference's clock covered by both. */
  public double[] overlap() {
    return new double[] {
      Math.max(0, clock.at(0)), Math.min(reference.seconds(), clock.at(other.seconds()))
    };
  }
}
