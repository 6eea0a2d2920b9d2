package org.sirenaudio.fit.gradient;

import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/** The error of a network over every frame of its window. */
final class FrameError {

  /** Frames evaluated at once. */
  private static final int BLOCK = 1 << 16;

  private FrameError() {}

  /**
   * The mean squared error over every frame, in the scaled targets' units.
   *
   * @param pass with the parameters loaded
   */
  static double meanSquare(GradientPass pass, WindowTargets targets, Workers workers) {
    int frames = targets.frames();
    int channels = targets.channels();
    int block = Math.min(frames, BLOCK);
    float[] outputs = new float[block * channels];
    float[] wanted = new float[channels];
    double sum = 0;
    for (int done = 0; done < frames; done += block) {
      int count = Math.min(block, frames - done);
      int start = done;
      pass.forward(
          workers,
          (from, length, x) -> {
            for (int i = 0; i < length; i++) {
              x[i] = targets.coordinate(targets.pointOfFrame(start + from + i));
            }
          },
          count,
          outputs);
      for (int i = 0; i < count; i++) {
        targets.read(targets.pointOfFrame(done + i), wanted, 0);
        for (int c = 0; c < channels; c++) {
          double e = outputs[i * channels + c] - wanted[c];
          sum += e * e;
        }
      }
    }
    return sum / ((double) frames * channels);
  }
}
