package org.sirenaudio.model;

import java.util.function.Supplier;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * One network's window of time, in frames of the clip. Its parameters may stay in a file until
 * needed.
 *
 * @param firstFrame the frame at coordinate −1
 * @param frames at least 1; the last of them is at coordinate +1
 * @param spec the network's shape: one input, one output per channel
 * @param source supplies the network, thread-safe and repeatable; throws {@link
 *     java.io.UncheckedIOException} if it cannot be read
 */
public record Segment(long firstFrame, int frames, NetworkSpec spec, Supplier<Network> source) {

  /**
   * @throws IllegalArgumentException if a window begins before frame 0 or has no frame
   */
  public Segment {
    if (firstFrame < 0 || frames < 1) {
      throw new IllegalArgumentException(
          "a window must begin at frame 0 or later and have at least one frame, not %d + %d"
              .formatted(firstFrame, frames));
    }
  }

  /**
   * A window with its network in memory.
   *
   * @throws IllegalArgumentException if a window begins before frame 0 or has no frame
   */
  public Segment(long firstFrame, int frames, Network network) {
    this(firstFrame, frames, network.spec(), () -> network);
  }

  /**
   * The network; read anew at each call if it is in a file.
   *
   * @throws java.io.UncheckedIOException if it is in a file that cannot be read
   */
  public Network network() {
    return source.get();
  }

  /** Returns the last frame of the recording that the network covers. */
  public long lastFrame() {
    return firstFrame + frames - 1;
  }

  /**
   * The network coordinate of an instant: −1 at the window's first frame, +1 at its last.
   *
   * @param frame of the clip, possibly fractional
   */
  public double coordinate(double frame) {
    return -1 + 2 * (frame - firstFrame) / Math.max(1, frames - 1);
  }
}
