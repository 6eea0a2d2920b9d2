package org.sirenaudio.audio;

/**
 * Reads a recording sequentially in blocks, so that it need not fit into memory. Blocks are
 * contiguous and do not overlap; each comes with a margin of surrounding frames.
 */
public final class ClipBlocks {

  /** Default block length in frames: a power of two, so that hops divide it. */
  public static final int FRAMES = 1 << 16;

  private ClipBlocks() {}

  /** Visits blocks in order. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param samples the block with its margins
     * @param first frame of the recording at the start of {@code samples}, at most {@code from}
     * @param from first frame of the block in the recording
     * @param to end frame of the block (exclusive)
     */
    void visit(Clip samples, int first, int from, int to);
  }

  /**
   * Reads the whole recording in blocks of {@link #FRAMES}; the last one may be shorter.
   *
   * @param margin extra frames on each side of a block, as far as they exist
   * @throws java.io.UncheckedIOException if the samples cannot be read
   */
  public static void forEach(ClipSource clip, int margin, Visitor visitor) {
    forEach(clip, 0, clip.frames(), FRAMES, margin, visitor);
  }

  /**
   * Reads a span of a recording.
   *
   * @param begin first frame of the span
   * @param end end frame of the span (exclusive); margins may reach beyond it
   * @param frames frames per block; the last one may be shorter
   * @param margin extra frames on each side of a block, as far as they exist
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
