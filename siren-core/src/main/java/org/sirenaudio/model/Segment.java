package org.sirenaudio.model;

import org.sirenaudio.network.Siren;

/**
 * One network's window of time, in frames of the clip.
 *
 * @param firstFrame the frame that the network sees as coordinate −1
 * @param frames at least 1; the last of them is coordinate +1
 * @param network one input, one output per channel
 */
public record Segment(long firstFrame, int frames, Siren network) {

  public Segment {
    if (firstFrame < 0 || frames < 1) {
      throw new IllegalArgumentException(
          "a window begins at frame 0 or later and has a frame, not %d + %d"
              .formatted(firstFrame, frames));
    }
  }

  public long lastFrame() {
    return firstFrame + frames - 1;
  }

  /** The network's coordinate of an instant: −1 at the window's first frame, +1 at its last. */
  public double coordinate(double frame) {
    return -1 + 2 * (frame - firstFrame) / Math.max(1, frames - 1);
  }
}
