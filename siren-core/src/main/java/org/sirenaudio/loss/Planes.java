package org.sirenaudio.loss;

/** Conversion between interleaved floats [frames, channels] and one double array per channel. */
final class Planes {
  private Planes() {}

  /** Checks the arguments common to all window losses. */
  static void check(
      WindowLoss loss,
      float[] prediction,
      float[] target,
      int frames,
      int channels,
      float[] gradient) {
    if (channels < 1) {
      throw new IllegalArgumentException("a window needs at least 1 channel, not " + channels);
    }
    if (frames < loss.minimumFrames()) {
      throw new IllegalArgumentException(
          "the %s loss needs windows of at least %d frames, not %d"
              .formatted(loss.name(), loss.minimumFrames(), frames));
    }
    long size = (long) frames * channels;
    if (prediction.length < size || target.length < size || gradient.length < size) {
      throw new IllegalArgumentException(
          "%d frames of %d channels do not fit arrays of %d, %d and %d"
              .formatted(frames, channels, prediction.length, target.length, gradient.length));
    }
  }

  /** [frames, channels] to [channels][frames]. */
  static void split(float[] interleaved, double[][] planes) {
    for (int c = 0; c < planes.length; c++) {
      for (int n = 0; n < planes[c].length; n++) {
        planes[c][n] = interleaved[n * planes.length + c];
      }
    }
  }

  /** [channels][frames] to [frames, channels]. */
  static void join(double[][] planes, float[] interleaved) {
    for (int c = 0; c < planes.length; c++) {
      for (int n = 0; n < planes[c].length; n++) {
        interleaved[n * planes.length + c] = (float) planes[c][n];
      }
    }
  }
}
