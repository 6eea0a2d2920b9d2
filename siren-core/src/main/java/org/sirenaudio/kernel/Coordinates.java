package org.sirenaudio.kernel;

/** The coordinates of a pass. Called from several threads at once, with disjoint ranges. */
@FunctionalInterface
public interface Coordinates {

  /**
   * Writes the coordinates of a range of frames.
   *
   * @param from the first frame of the range
   * @param frames number of frames
   * @param into receives {@code [frames, inFeatures]}, row by row from index 0
   */
  void read(int from, int frames, double[] into);

  /** Coordinates in an array {@code [N, inFeatures]}. */
  static Coordinates of(double[] values, int inFeatures) {
    return (from, frames, into) ->
        System.arraycopy(values, from * inFeatures, into, 0, frames * inFeatures);
  }

  /** {@code count} points from −1 to 1, the first at −1. */
  record EvenlySpaced(int count) implements Coordinates {
    @Override
    public void read(int from, int frames, double[] into) {
      int last = Math.max(1, count - 1);
      for (int i = 0; i < frames; i++) {
        into[i] = -1 + 2.0 * (from + i) / last;
      }
    }
  }
}
