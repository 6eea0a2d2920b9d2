package org.sirenaudio.audio;

import java.util.BitSet;
import java.util.List;

/**
 * Stretches of a recording to be ignored, such as marked dropouts that will be filled. Samples
 * there need not be finite; non-finite ones are read as 0 and recorded. Thread-safe.
 */
public final class Gaps {
  private final List<Span> spans;
  private final BitSet broken = new BitSet();

  private Gaps(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * A half-open interval of time.
   *
   * @param startSeconds from the start of the recording
   * @param endSeconds end (exclusive)
   */
  public record Span(double startSeconds, double endSeconds) {

    /** Tolerance: 0.3 · 44100 is slightly more than 13230, yet frame 13230 is at 0.3 s. */
    private static final double ROUNDING = 1e-6;

    /**
     * Its first frame.
     *
     * @param sampleRate in Hz
     */
    public long firstFrame(double sampleRate) {
      return (long) Math.ceil(startSeconds * sampleRate - ROUNDING);
    }

    /**
     * Its end frame (exclusive).
     *
     * @param sampleRate in Hz
     */
    public long endFrame(double sampleRate) {
      return (long) Math.ceil(endSeconds * sampleRate - ROUNDING);
    }
  }

  /** Returns no gaps. */
  public static Gaps none() {
    return of(List.of());
  }

  /** Returns these gaps. */
  public static Gaps of(List<Span> spans) {
    return new Gaps(List.copyOf(spans));
  }

  /** Returns the gaps, sorted by start; unmodifiable. */
  public List<Span> spans() {
    return spans;
  }

  /** Frames read so far that had a non-finite sample; a copy. */
  public synchronized BitSet broken() {
    return (BitSet) broken.clone();
  }

  /** Whether a frame may be non-finite; if so it is recorded. */
  synchronized boolean excuse(long frame, double sampleRate) {
    for (Span span : spans) {
      if (frame >= span.firstFrame(sampleRate) && frame < span.endFrame(sampleRate)) {
        broken.set((int) frame);
        return true;
      }
    }
    return false;
  }
}
