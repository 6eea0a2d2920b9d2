package org.sirenaudio.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.error.Figure;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.time.TimeMap;

/**
 * Renders a model. Frame m at rate r is at t = m/r, so time never drifts; a whole rendering at r
 * has round(N·r/fs) frames. A frame does not depend on the rendered span or on the number of
 * threads.
 *
 * <p>At the recording's rate and above, a frame is the model's value at its instant. Below, content
 * above r/2 would alias. The model is therefore sampled at K·r ≥ 2·fs, K the smallest such integer,
 * and decimated by K through a zero-phase filter, flat within 0.0001 dB up to 0.9·r/2 and more than
 * 105 dB down from r/2. Beyond its ends the recording is mirrored at its first and last frame,
 * which avoids a step. {@link #naive()} omits the filter, and {@link #atInstants} has none.
 *
 * <p>Immutable and thread-safe.
 */
public final class Renderer {

  private static final int BLOCK = 1 << 14;

  /** Maximum local speed of a map relative to what the output rate can represent. */
  private static final double MOST_SPEED = 1000;

  private final Sound sound;
  private final int threads;
  private final boolean naive;

  /** None if the clock is the recording's own. */
  private final @Nullable TimeMap map;

  private Renderer(Sound sound, int threads, boolean naive, @Nullable TimeMap map) {
    this.sound = sound;
    this.threads = threads;
    this.naive = naive;
    this.map = map;
  }

  /** Returns a renderer that uses all cores. */
  public static Renderer of(ClipModel model) {
    return new Renderer(new Sound.Modelled(model), 0, false, null);
  }

  /**
   * Renders a recording directly, through band-limited interpolation by a Kaiser-windowed low-pass
   * of 320 frames: flat up to 0.949 of the Nyquist frequency, images and aliases more than 115 dB
   * down. A model adds its own noise to a recording; this does not.
   */
  public static Renderer of(ClipSource recording) {
    return new Renderer(new Sound.Recorded(recording), 0, false, null);
  }

  /**
   * Renders on another clock: frame m at rate r is the instant {@code map.at(m/r)} of the
   * recording, and silence outside it. A whole rendering begins at 0 s of the map and ends with the
   * recording.
   *
   * <p>Where the map speeds the recording up beyond what the rate can represent, the excess is
   * filtered out as at a lower rate: the model is sampled on the warped grid of K·r, K the smallest
   * integer for which neighbouring points are at most half a frame of the recording apart, and
   * decimated by K. A recording itself needs no filter up to a speed of 1.002, within the
   * transition band of its interpolation.
   */
  public Renderer on(TimeMap clock) {
    return new Renderer(sound, threads, naive, clock);
  }

  /**
   * The whole rendering on another clock, at a rate in Hz; see {@link #on}.
   *
   * @throws IllegalArgumentException if the rate is out of range, the map is too fast for it or
   *     leaves nothing to render, or there are more frames than a clip can hold
   * @throws InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   */
  public Clip warped(TimeMap clock, double rate) {
    return on(clock).at(rate);
  }

  /**
   * A copy that uses other threads.
   *
   * @param count number of threads, 0 for one per processor; a rendering with fewer throws {@link
   *     IllegalArgumentException}
   */
  public Renderer threads(int count) {
    return new Renderer(sound, count, naive, map);
  }

  /**
   * Evaluates the model without a filter at any rate: below the recording's rate, content above
   * half the output rate is aliased.
   */
  public Renderer naive() {
    return new Renderer(sound, threads, true, map);
  }

  /** Returns the number of output channels. */
  public int channels() {
    return sound.channels();
  }

  /** Duration of a whole rendering, in seconds of its own clock. */
  public double seconds() {
    return map == null ? sound.seconds() : map.inverse(sound.seconds());
  }

  /**
   * Frames of a whole rendering at a rate in Hz.
   *
   * @throws IllegalArgumentException if the rate is not 1 to {@link Clip#MAX_RATE} Hz, or the map
   *     leaves nothing to render
   */
  public long frames(double rate) {
    checkRate(rate);
    if (map == null) {
      return Decimation.frames(sound.frames(), sound.sampleRate(), rate);
    }
    double end = seconds();
    if (!(end > 0)) {
      throw new IllegalArgumentException(
          "nothing to render: the recording ends at %s s of the map, before the rendering begins at 0 s"
              .formatted(Figure.of(end)));
    }
    return Math.max(1, Math.round(end * rate));
  }

  /**
   * The whole clip at a rate in Hz.
   *
   * @throws InterruptedWorkException if the thread is interrupted
   * @throws IllegalArgumentException if the rate is not 1 to {@link Clip#MAX_RATE} Hz, the map is
   *     too fast for it or leaves nothing to render, or there are more frames than a clip can hold
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   */
  public Clip at(double rate) {
    return at(rate, new Span(0, frames(rate)));
  }

  /**
   * A span at a rate in Hz: the frames m/rate at or after {@code startSeconds}, for {@code
   * durationSeconds}.
   *
   * @throws IllegalArgumentException if the span does not begin within the clip, its duration is
   *     not above 0, the rate is out of range, or there are more frames than a clip can hold
   * @throws InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   */
  public Clip at(double rate, double startSeconds, double durationSeconds) {
    return at(rate, span(rate, startSeconds, durationSeconds));
  }

  /**
   * A span at a rate in Hz.
   *
   * @param span frames at that rate
   * @throws IllegalArgumentException if the rate is out of range, or there are no frames, or more
   *     than a clip can hold
   * @throws InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   */
  public Clip at(double rate, Span span) {
    return clip(rate, span.first(), span.frames()).withMetadata(metadata(rate, span));
  }

  /**
   * A span's metadata: the recording's channel mask and chunks, with cue points and times moved to
   * the span.
   *
   * @param rate in Hz
   * @param span frames at that rate
   * @throws IllegalArgumentException if the rate is out of range
   * @throws java.io.UncheckedIOException if the entries of a model's file are invalid
   */
  public SoundMetadata metadata(double rate, Span span) {
    return RenderedMetadata.of(sound, map, rate, span, frames(rate));
  }

  /**
   * The whole rendering at a rate in Hz, rendered on reading.
   *
   * @throws IllegalArgumentException if the rate is out of range, or it has more frames than a
   *     recording can have
   */
  public ClipSource source(double rate) {
    long frames = frames(rate);
    if (frames > Integer.MAX_VALUE - 16) {
      throw tooLong(frames);
    }
    return new LazyRendering(this, rate, (int) frames);
  }

  private record LazyRendering(Renderer renderer, double sampleRate, int frames)
      implements ClipSource {
    @Override
    public int channels() {
      return renderer.sound.channels();
    }

    @Override
    public SoundMetadata metadata() {
      return renderer.metadata(sampleRate, new Span(0, frames));
    }

    @Override
    public Clip slice(int fromFrame, int count) {
      Objects.checkFromIndexSize(fromFrame, count, frames);
      return renderer.clip(sampleRate, fromFrame, count);
    }
  }

  private static IllegalArgumentException tooLong(long frames) {
    return new IllegalArgumentException(
        frames + " frames are more than a clip can hold; render the model in spans");
  }

  /**
   * Frames of a rendering at one rate.
   *
   * @param first the first, from 0
   * @param frames number of frames
   */
  public record Span(long first, long frames) {}

  /**
   * The frames rendered by {@link #at(double, double, double)}, clipped to the end of the clip.
   *
   * @param rate in Hz
   * @param startSeconds on the rendering's clock
   * @param durationSeconds above 0
   * @throws IllegalArgumentException if the rate is out of range, the span does not begin within
   *     the clip, or its duration is not above 0
   */
  public Span span(double rate, double startSeconds, double durationSeconds) {
    long all = frames(rate);
    double seconds = seconds();
    if (!(startSeconds >= 0 && startSeconds < seconds)) {
      throw new IllegalArgumentException(
          "a span must begin within the clip, from 0 s to before %s s, not at %s s"
              .formatted(Figure.of(seconds), Figure.of(startSeconds)));
    }
    if (!(durationSeconds > 0)) {
      throw new IllegalArgumentException(
          "a span must be longer than 0 s, not %s s".formatted(Figure.of(durationSeconds)));
    }
    long first = Math.min(all - 1, (long) Math.ceil(startSeconds * rate - 1e-9));
    long wanted = Math.max(1, Math.round(Math.min(durationSeconds, seconds) * rate));
    return new Span(first, Math.min(wanted, all - first));
  }

  /**
   * Amplitudes at arbitrary instants.
   *
   * @param seconds instants in any order, each within the clip, on its own clock
   * @return {@code [channels][instants]}
   * @throws IllegalArgumentException if an instant is outside the clip
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   */
  public float[][] atInstants(double[] seconds) {
    for (double t : seconds) {
      if (!(t >= 0 && t <= sound.seconds())) {
        throw new IllegalArgumentException(
            "instant %s s lies outside the clip's 0 to %s s"
                .formatted(Figure.of(t), Figure.of(sound.seconds())));
      }
    }
    int[] order =
        IntStream.range(0, seconds.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> seconds[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] instants = new double[seconds.length];
    Arrays.setAll(instants, i -> seconds[order[i]] * sound.sampleRate());
    float[][] sorted = new float[sound.channels()][seconds.length];
    for (int from = 0; from < seconds.length; from += BLOCK) {
      double[] block = Arrays.copyOfRange(instants, from, Math.min(from + BLOCK, instants.length));
      sound.function().evaluate(block, block.length, sorted, from);
    }
    float[][] result = new float[sound.channels()][seconds.length];
    for (int c = 0; c < sorted.length; c++) {
      for (int i = 0; i < order.length; i++) {
        result[c][order[i]] = sorted[c][i];
      }
    }
    return result;
  }

  /** Receives blocks of a rendering in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param block {@code [channels][at least count]}, reused for the next block
     * @param count number of valid frames
     * @throws IOException if the sink cannot take more; the rendering then fails with it
     */
    void accept(float[][] block, int count) throws IOException;
  }

  /**
   * Renders a span block by block, in memory independent of its length and the ratio of rates.
   *
   * @param rate in Hz
   * @throws InterruptedWorkException if the thread is interrupted
   * @throws IllegalArgumentException if the rate is out of range, or the map is too fast for it
   * @throws java.io.UncheckedIOException if the recording, or a window of a model in a file, cannot
   *     be read
   * @throws IOException as the sink throws it
   */
  public void stream(double rate, Span span, Sink sink) throws IOException {
    checkRate(rate);
    Sampler sampler =
        new Sampler(sound::function, sound.channels(), sound.sampleRate(), sound.frames(), threads);
    if (map != null) {
      sampler.warped(map, rate, !naive && aliases(map, rate), span, sink);
    } else if (naive || !Decimation.lowers(rate, sound.sampleRate())) {
      sampler.plain(rate, span, sink);
    } else {
      sampler.filtered(rate, span, sink);
    }
  }

  private boolean aliases(TimeMap clock, double rate) {
    double speed = clock.largestSlope() * sound.sampleRate() / rate;
    if (speed > MOST_SPEED) {
      throw new IllegalArgumentException(
          "the map is up to %s times as fast as this rate can represent, the limit is %s; check its points"
              .formatted(Figure.of(speed), Figure.of(MOST_SPEED)));
    }
    return speed > sound.freeSpeed();
  }

  private Clip clip(double rate, long first, long frames) {
    if (frames > Integer.MAX_VALUE - 16) {
      throw tooLong(frames);
    }
    ClipCollector collector = new ClipCollector(rate, (int) frames);
    try {
      stream(rate, new Span(first, frames), collector::add);
    } catch (IOException e) {
      throw new IllegalStateException("copying within memory does not fail", e);
    }
    return collector.clip();
  }

  private static void checkRate(double rate) {
    if (!(rate >= 1 && rate <= Clip.MAX_RATE)) {
      throw new IllegalArgumentException(
          "the rate must be 1 to %s Hz, not %s".formatted(Clip.MAX_RATE, Figure.of(rate)));
    }
  }
}
