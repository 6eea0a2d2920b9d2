package org.sirenaudio.studio;

/** The source of a waveform display, at any length. */
interface Columns {

  /**
   * The range of the samples in consecutive columns of equal width.
   *
   * @param from first frame of the first column
   * @param perColumn frames per column, {@link Peaks#BASE} or more
   * @return {@code [channels][2 × columns]}: lowest, highest
   */
  float[][] columns(double from, double perColumn, int columns);
}
