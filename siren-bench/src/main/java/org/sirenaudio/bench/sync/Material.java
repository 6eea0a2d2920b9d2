package org.sirenaudio.bench.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * Long events spliced from short recordings without a repeat, since a loop has correlation peaks of
 * equal height: each recording is used once at every speed, forwards and backwards.
 *
 * @param recordings the recordings
 * @param step how far speeds lie apart at least, as a ratio, so that neighbours have no envelope in
 *     common
 */
public record Material(List<? extends ClipSource> recordings, double step) {

  private static final double CROSSFADE_SECONDS = 0.05;
  private static final double SLOWEST = 0.7;
  private static final double FASTEST = 1.4;

  private static final double USUAL_STEP = 1.03;

  public Material(List<? extends ClipSource> recordings) {
    this(recordings, USUAL_STEP);
  }

  /** One use of a recording. */
  private record Excerpt(ClipSource recording, double speed, boolean backwards) {}

  /**
   * An event.
   *
   * @param seconds how long
   * @param rate in Hz
   * @param seed of the order of the excerpts
   * @throws IllegalArgumentException if there is not enough material
   */
  public Clip event(double seconds, double rate, long seed) {
    return event(seconds, rate, shuffled(seed));
  }

  /**
   * The same of one half of the excerpts: events of the other half have none in common with it.
   *
   * @param half 0 or 1
   */
  public Clip event(double seconds, double rate, long seed, int half) {
    List<Excerpt> all = shuffled(seed);
    List<Excerpt> some = new ArrayList<>();
    for (int i = half; i < all.size(); i += 2) {
      some.add(all.get(i));
    }
    return event(seconds, rate, some);
  }

  private static Clip event(double seconds, double rate, List<Excerpt> excerpts) {
    int frames = (int) Math.round(seconds * rate);
    int fade = (int) (CROSSFADE_SECONDS * rate);
    float[] event = new float[frames];
    int at = 0;
    for (Excerpt excerpt : excerpts) {
      float[] samples = samples(excerpt, rate);
      for (int i = 0; i < samples.length && at + i < frames; i++) {
        int edge = Math.min(i, samples.length - 1 - i);
        event[at + i] += edge < fade ? samples[i] * (edge + 1) / (fade + 1) : samples[i];
      }
      at += samples.length - fade;
      if (at >= frames) {
        return Clip.of(rate, new float[][] {event});
      }
    }
    throw new IllegalArgumentException(
        "the recordings make %.0f s without a repeat, not %.0f".formatted(at / rate, seconds));
  }

  private List<Excerpt> shuffled(long seed) {
    List<Excerpt> excerpts = new ArrayList<>();
    for (ClipSource recording : recordings) {
      for (double speed = SLOWEST; speed < FASTEST; speed *= step) {
        excerpts.add(new Excerpt(recording, speed, false));
        excerpts.add(new Excerpt(recording, speed, true));
      }
    }
    Collections.shuffle(excerpts, new Random(seed));
    return excerpts;
  }

  private static float[] samples(Excerpt excerpt, double rate) {
    float[] samples =
        Renderer.of(excerpt.recording).warped(TimeMap.speed(excerpt.speed), rate).channel(0);
    double power = 0;
    for (float sample : samples) {
      power += sample * sample / (double) samples.length;
    }
    // Recordings of other levels would have other signal-to-noise ratios.
    float gain = (float) (0.1 / Math.sqrt(Math.max(1e-12, power)));
    float[] placed = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      placed[excerpt.backwards ? samples.length - 1 - i : i] = gain * samples[i];
    }
    return placed;
  }
}
