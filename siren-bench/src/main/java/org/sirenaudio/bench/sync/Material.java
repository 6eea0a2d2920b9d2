package org.sirenaudio.bench.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * Long events spliced from short recordings without repeats, since a loop has correlation peaks of
 * equal height: each recording is used once per speed, forwards and backwards.
 */
public final class Material {

  private static final double CROSSFADE_SECONDS = 0.05;
  private static final double SLOWEST = 0.7;
  private static final double FASTEST = 1.4;

  /** Ratio of adjacent speeds, large enough for unrelated envelopes. */
  public static final double USUAL_STEP = 1.03;

  private final List<? extends ClipSource> recordings;
  private final double step;

  /** Context before the start, since every pair needs some. */
  private final Map<Excerpt, float[]> played = new HashMap<>();

  private @Nullable Use lastUse;
  private double lastRate;
  private float[] last = {};

  /**
   * @param step minimum ratio of adjacent speeds, large enough for unrelated envelopes
   */
  public Material(List<? extends ClipSource> recordings, double step) {
    this.recordings = recordings;
    this.step = step;
  }

  /**
   * A recording at some speed.
   *
   * @param recording its index among the recordings
   * @param rate in Hz
   */
  private record Excerpt(int recording, double speed, double rate) {}

  /** One use of a recording. */
  private record Use(int recording, double speed, boolean backwards) {}

  /**
   * An event.
   *
   * @param seconds its duration
   * @param rate in Hz
   * @param seed of the order of the excerpts
   * @throws IllegalArgumentException if there is not enough material
   */
  public Clip event(double seconds, double rate, long seed) {
    return event(seconds, rate, shuffled(seed));
  }

  /**
   * As above from one half of the excerpts: events from the other half have none in common with it.
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
    ClipSource spliced = spliced(seconds, rate, uses);
    return spliced.slice(0, spliced.frames());
  }

  /** An event of hours, spliced on reading. */
  public ClipSource source(double seconds, double rate, long seed) {
    return spliced(seconds, rate, shuffled(seed));
  }

  private ClipSource spliced(double seconds, double rate, List<Use> uses) {
    int frames = (int) Math.round(seconds * rate);
    int fade = (int) (CROSSFADE_SECONDS * rate);
    List<Placed> placed = new ArrayList<>();
    int at = 0;
    for (Use use : uses) {
      Renderer renderer = Renderer.of(recordings.get(use.recording)).on(TimeMap.speed(use.speed));
      int length = Math.toIntExact(renderer.frames(rate));
      placed.add(new Placed(use, at, length));
      at += length - fade;
      if (at >= frames) {
        return new Spliced(placed, rate, frames, fade);
      }
    }
    throw new IllegalArgumentException(
        "the recordings suffice for %.0f s without repeats, not %.0f"
            .formatted(at / rate, seconds));
  }

  /** A use and its number of frames. */
  private record Placed(Use use, int first, int frames) {}

  private final class Spliced implements ClipSource {
    private final List<Placed> placed;
    private final double rate;
    private final int frames;
    private final int fade;

    Spliced(List<Placed> placed, double rate, int frames, int fade) {
      this.placed = placed;
      this.rate = rate;
      this.frames = frames;
      this.fade = fade;
    }

    @Override
    public double sampleRate() {
      return rate;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int frames() {
      return frames;
    }

    @Override
    public SoundMetadata metadata() {
      return SoundMetadata.NONE;
    }

    @Override
    public Clip slice(int fromFrame, int count) {
      float[] slice = new float[count];
      for (Placed part : placed) {
        int from = Math.max(fromFrame, part.first);
        int to = Math.min(fromFrame + count, part.first + part.frames);
        float[] samples = from < to ? samples(part.use, rate) : slice;
        for (int frame = from; frame < to; frame++) {
          int i = frame - part.first;
          int edge = Math.min(i, part.frames - 1 - i);
          slice[frame - fromFrame] +=
              edge < fade ? samples[i] * (edge + 1) / (fade + 1) : samples[i];
        }
      }
      return Clip.of(rate, new float[][] {slice});
    }
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

  private synchronized float[] samples(Use use, double rate) {
    if (use.equals(lastUse) && rate == lastRate) {
      return last;
    }
    float[] samples =
        played.computeIfAbsent(new Excerpt(use.recording, use.speed, rate), this::played);
    float[] turned = samples.clone();
    for (int i = 0; use.backwards && i < samples.length; i++) {
      turned[samples.length - 1 - i] = samples[i];
    }
    last = turned;
    lastUse = use;
    lastRate = rate;
    return turned;
  }

  /** Normalised to one level: otherwise recordings would differ in SNR. */
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
