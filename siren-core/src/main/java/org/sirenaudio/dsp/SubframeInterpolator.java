package org.sirenaudio.dsp;

/** Interpolates a signal at fixed fractions between frames. */
public interface SubframeInterpolator {

  /** Number of frames on each side that a value may depend on. */
  int reach();

  /**
   * Values between frames.
   *
   * @param signal an excerpt of a recording, zero beyond its ends
   * @param origin frame of the recording at the start of {@code signal}
   * @param from first frame to interpolate after
   * @param count number of frames
   * @return {@code [fractions][count]}
   */
  float[][] values(float[] signal, int origin, int from, int count);
}
