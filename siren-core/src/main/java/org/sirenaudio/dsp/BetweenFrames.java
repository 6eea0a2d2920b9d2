package org.sirenaudio.dsp;

/** A way to tell a signal's values at fixed parts of the way from each frame to the next. */
public interface BetweenFrames {

  /** Frames on either side that a value may depend on. */
  int reach();

  /**
   * Values between frames.
   *
   * @param signal a stretch of a recording, silent beyond its ends
   * @param origin the recording's frame that the stretch begins with
   * @param from first frame of the stretch to take values after
   * @param count how many frames
   * @return {@code [parts][count]}
   */
  float[][] values(float[] signal, int origin, int from, int count);
}
