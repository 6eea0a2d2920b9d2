package org.sirenaudio.render;

import java.io.IOException;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Downsampler;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer.Sink;

/**
 * Lowers the sample rate of clips. Frame m of the result is at m/rate of the clip, and there are
 * round(N·rate/fs) frames.
 */
public final class Decimation {

  /** Frames of the clip read at a time. */
  private static final int BLOCK = 1 << 16;

  private Decimation() {}

  /**
   * Whether converting between two rates requires a filter. A rate that differs only by the
   * fraction of a hertz, which WAV cannot store, counts as the same.
   *
   * @param rate the rate to convert to, in Hz
   * @param sampleRate of the recording, in Hz
   */
  public static boolean lowers(double rate, double sampleRate) {
    return rate < Math.min(sampleRate, Math.rint(sampleRate));
  }

  /**
   * Converts a number of frames to another rate.
   *
   * @param frames at {@code sampleRate}
   * @return frames at {@code rate}, at least 1
   */
  public static long frames(long frames, double sampleRate, double rate) {
    return Math.max(1, Math.round(frames * (rate / sampleRate)));
  }

  /**
   * Keeps every {@code factor}-th frame without filtering, starting with the first: content above
   * the new Nyquist frequency is aliased.
   *
   * @return the kept frames, possibly one more than round(N/factor)
   * @throws IllegalArgumentException if the factor is less than 1, or the resulting rate is below 1
   *     Hz
   */
  public static Clip plain(Clip clip, int factor) {
    check(clip, factor);
    int frames = (clip.frames() + factor - 1) / factor;
    return Clip.of(clip.sampleRate() / factor, kept(clip.samples(), factor, frames));
  }

  /**
   * As above for a clip of any length, block by block in constant memory: round(N/factor) frames.
   *
   * @throws IllegalArgumentException if the factor is less than 1, or the resulting rate is below 1
   *     Hz
   * @throws java.io.UncheckedIOException if the clip cannot be read
   * @throws IOException as the sink throws it
   */
  public static void plain(ClipSource clip, int factor, Sink sink) throws IOException {
    check(clip, factor);
    long frames = frames(clip.frames(), factor, 1);
    int most = Math.max(1, BLOCK / factor);
    for (long from = 0; from < frames; from += most) {
      int count = (int) Math.min(most, frames - from);
      Clip stretch = clip.slice((int) (from * factor), (count - 1) * factor + 1);
      sink.accept(kept(stretch.samples(), factor, count), count);
    }
  }

  private static float[][] kept(float[][] samples, int factor, int frames) {
    float[][] kept = new float[samples.length][frames];
    for (int c = 0; c < kept.length; c++) {
      for (int i = 0; i < frames; i++) {
        kept[c][i] = samples[c][i * factor];
      }
    }
    return kept;
  }

  private static void check(ClipSource clip, int factor) {
    if (factor < 1 || clip.sampleRate() / factor < 1) {
      throw new IllegalArgumentException(
          "the factor must be 1 to %.0f for this clip's %s Hz, not %d"
              .formatted(Math.floor(clip.sampleRate()), clip.sampleRate(), factor));
    }
  }

  /**
   * Decimates through the filter of {@link Renderer}. Beyond its ends the clip is mirrored at its
   * first and last frame.
   *
   * @param rate in Hz, from 1 to below the clip's
   * @throws IllegalArgumentException if the rate is out of range
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   */
  public static Clip filtered(Clip clip, double rate) {
    ClipCollector collector =
        new ClipCollector(rate, (int) frames(clip.frames(), clip.sampleRate(), rate));
    try {
      filtered(clip, rate, collector::add);
    } catch (IOException e) {
      throw new IllegalStateException("copying within memory does not fail", e);
    }
    return collector.clip();
  }

  /**
   * As above for a clip of any length, block by block in constant memory.
   *
   * @throws IllegalArgumentException if the rate is out of range
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the clip cannot be read
   * @throws IOException as the sink throws it
   */
  public static void filtered(ClipSource clip, double rate, Sink sink) throws IOException {
    if (!(rate >= 1 && rate < clip.sampleRate())) {
      throw new IllegalArgumentException(
          "the rate must be from 1 Hz to below the clip's %s Hz, not %s"
              .formatted(clip.sampleRate(), rate));
    }
    Downsampler downsampler = Downsampler.of(clip.sampleRate(), rate);
    long end = downsampler.lastPoint(frames(clip.frames(), clip.sampleRate(), rate) - 1) + 1;
    try (Workers workers = Workers.of(0)) {
      Reduction reduction = new Reduction(downsampler, 0, clip.channels(), workers, sink);
      for (long from = downsampler.firstPoint(0); from < end; from += BLOCK) {
        int count = (int) Math.min(BLOCK, end - from);
        reduction.accept(Mirror.stretch(clip, from, count), count);
      }
    }
  }
}
