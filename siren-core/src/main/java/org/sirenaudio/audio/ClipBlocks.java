package org.sirenaudio.audio;

/**
 * Reads a recording block by block, in order and each block once, so that it need not fit into
 * memory. Blocks follow one another without gap or overlap; each comes with a margin of the frames
 * around it.
 */
public final class ClipBlocks {

  /** Frames of a block unless said otherwise: a power of two, so that hops divide it. */
  public static final int FRAMES = 1 << 16;

  private ClipBlocks() {}

  /** Takes blocks in order. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param samples the block and its margins
     * @param first the recording's frame that {@code samples} begins with, at most {@code from}
     * @param from the block's first frame in the recording
     * @param to the frame after its last
     */
    void visit(Clip samples, int first, int from, int to);
  }

  /**
   * Reads the whole recording in blocks of {@link #FRAMES}, the last one shorter.
   *
   * @param margin frames on either side of a block that its visitor sees too, where there are any
   * @throws java.io.UncheckedIOException if the samples cannot be read
   */
  public static void forEach(ClipSource clip, int margin, Visitor visitor) {
    forEach(clip, 0, clip.frames(), FRAMES, margin, visitor);
  }

  /**
   * Reads a span of a recording.
   *
   * @param begin first frame of the span
   * @param end the frame after its last; margins may reach beyond the span
   * @param frames of a block, the last one may be shorter
   * @param margin frames on either side of a block that its visitor sees too, where there are any
   * @throws java.io.UncheckedIOException if the samples cannot be read
   */
  public static void forEach(
      ClipSource clip, int begin, int end, int frames, int margin, Visitor visitor) {
    for (int from = begin; from < end; ) {
      int to = (int) Math.min(end, (long) from + frames);
      int first = Math.max(0, from - margin);
      int last = (int) Math.min(clip.frames(), (long) to + margin);
      visitor.visit(clip.slice(first, last - first), first, from, to);
      from = to;
    }
  }
}
