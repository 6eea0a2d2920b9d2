package org.sirenaudio.kernel;

/**
 * Where the coordinates of a pass come from. Called from several threads at once, with ranges that
 * do not overlap.
 */
@FunctionalInterface
public interface Coordinates {

  /**
   * Writes the coordinates of a range of frames.
   *
   * @param from the first frame of the range
   * @param frames how many
   * @param into receives {@code [frames, inFeatures]}, row by row from index 0
   */
  void read(int from, int frames, double[] into);

  /** Coordinates that lie in an array {@code [N, inFeatures]}. */
  static Coordinates of(double[] values, int inFeatures) {
    return (from, frames, into) ->
        System.arraycopy(values, from * inFeatures, into, 0, frames * inFeatures);
  }
}
