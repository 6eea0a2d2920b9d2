package org.sirenaudio.bench.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * Long events spliced from short recordings without a repeat, since a loop has correlation peaks of
 * equal height: each recording is used once at every speed, forwards and backwards.
 */
public final class Material {

  private static final double CROSSFADE_SECONDS = 0.05;
  private static final double SLOWEST = 0.7;
  private static final double FASTEST = 1.4;

  private static final double USUAL_STEP = 1.03;

  private final List<? extends ClipSource> recordings;
  private final double step;

  /** What has been played so far, since every pair needs some of it. */
  private final Map<Excerpt, float[]> played = new HashMap<>();

  public Material(List<? extends ClipSource> recordings) {
    this(recordings, USUAL_STEP);
  }

  /**
   * @param step how far speeds lie apart at least, as a ratio, so that neighbours have no envelope
   *     in common
   */
  public Material(List<? extends ClipSource> recordings, double step) {
    this.recordings = recordings;
    this.step = step;
  }

  /**
   * A recording at some speed.
   *
   * @param recording its place among the recordings
   * @param rate in Hz
   */
  private record Excerpt(int recording, double speed, double rate) {}

  /** One use of a recording. */
  private record Use(int recording, double speed, boolean backwards) {}

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
    List<Use> all = shuffled(seed);
    List<Use> some = new ArrayList<>();
    for (int i = half; i < all.size(); i += 2) {
      some.add(all.get(i));
    }
    return event(seconds, rate, some);
  }

  private Clip event(double seconds, double rate, List<Use> uses) {
    int frames = (int) Math.round(seconds * rate);
    int fade = (int) (CROSSFADE_SECONDS * rate);
    float[] event = new float[frames];
    int at = 0;
    for (Use use : uses) {
      float[] samples = samples(use, rate);
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

  private List<Use> shuffled(long seed) {
    List<Use> uses = new ArrayList<>();
    for (int recording = 0; recording < recordings.size(); recording++) {
      for (double speed = SLOWEST; speed < FASTEST; speed *= step) {
        uses.add(new Use(recording, speed, false));
        uses.add(new Use(recording, speed, true));
      }
    }
    Collections.shuffle(uses, new Random(seed));
    return uses;
  }

  private float[] samples(Use use, double rate) {
    float[] samples =
        played.computeIfAbsent(new Excerpt(use.recording, use.speed, rate), this::played);
    if (!use.backwards) {
      return samples;
    }
    float[] turned = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      turned[samples.length - 1 - i] = samples[i];
    }
    return turned;
  }

  /** All of one level: recordings of others would have other signal-to-noise ratios. */
  private float[] played(Excerpt excerpt) {
    float[] samples =
        Renderer.of(recordings.get(excerpt.recording))
            .warped(TimeMap.speed(excerpt.speed), excerpt.rate)
            .channel(0)
            .clone();
    double power = 0;
    for (float sample : samples) {
      power += sample * sample / (double) samples.length;
    }
    float gain = (float) (0.1 / Math.sqrt(Math.max(1e-12, power)));
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    return samples;
  }
}
