package org.sirenaudio.sync;

/** Gives stretches of a signal. */
@FunctionalInterface
interface Chunks {
  /**
   * @param from the first frame, which may lie outside
   */
  float[] chunk(long from, int count);
}
