package org.sirenaudio.audio;

import java.util.BitSet;
import java.util.List;

/**
 * Stretches of a recording that nobody will look at, such as dropouts that are marked to be filled.
 * Samples there need not be finite; they are read as 0 where they are not, which is taken down.
 */
public final class Gaps {
  private final List<Span> spans;
  private final BitSet broken = new BitSet();

  private Gaps(List<Span> spans) {
    this.spans = spans;
  }

  /** A stretch from one instant on and before another. */
  public record Span(double startSeconds, double endSeconds) {

    /** A frame at 0.3 s is at 0.3 s although 0.3 · 44100 is a little more than 13230. */
    private static final double ROUNDING = 1e-6;

    /** The first frame of it. */
    public long firstFrame(double sampleRate) {
      return (long) Math.ceil(startSeconds * sampleRate - ROUNDING);
    }

    /** The frame behind its last. */
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

  /** Returns the gaps in the order of their begins; unmodifiable. */
  public List<Span> spans() {
    return spans;
  }

  /** Frames read so far that had a sample which is not finite; a copy. */
  public synchronized BitSet broken() {
    return (BitSet) broken.clone();
  }

  /** Whether a frame may be broken; if so it is taken down. */
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
