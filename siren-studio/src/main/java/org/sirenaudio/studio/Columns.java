package org.sirenaudio.studio;

/** What a waveform of any length is drawn from. */
interface Columns {

  /**
   * The range of each of some columns of one width.
   *
   * @param from first frame of the first column
   * @param perColumn frames of a column, {@link Peaks#BASE} or more
   * @return {@code [channels][2 × columns]}: lowest, highest
   */
  float[][] columns(double from, double perColumn, int columns);
}
