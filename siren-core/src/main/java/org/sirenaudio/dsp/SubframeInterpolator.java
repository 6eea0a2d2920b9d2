package org.sirenaudio.dsp;

/** Interpolates a signal at fixed fractions of the way from each frame to the next. */
public interface SubframeInterpolator {

  /** Frames on either side that a value may depend on. */
  int reach();

  /**
   * Values between frames.
   *
   * @param signal an excerpt of a recording, silent beyond its ends
   * @param origin the recording's frame that the excerpt begins with
   * @param from first frame of the excerpt to take values after
   * @param count how many frames
   * @return {@code [fractions][count]}
   */
  float[][] values(float[] signal, int origin, int from, int count);
}
