package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/** Goes through a recording once, a block at a time, so that it need not fit into memory. */
final class ClipBlocks {

  /** Frames of a block, a multiple of every hop. */
  static final int FRAMES = 1 << 16;

  private ClipBlocks() {}

  /** Takes blocks in order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param samples the block and its surroundings
     * @param first the recording's frame that the samples begin with
     * @param from the block's first frame in the recording
     * @param to the frame after its last
     */
    void visit(Clip samples, int first, int from, int to);
  }

  /**
   * @param margin frames around each block that its visitor sees as well, where there are any
   */
  static void forEach(ClipSource clip, int margin, Visitor visitor) {
    forEach(clip, 0, clip.frames(), FRAMES, margin, visitor);
  }

  /** The same for the stretch between two frames, in blocks of so many frames. */
  static void forEach(
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
