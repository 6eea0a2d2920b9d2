package org.sirenaudio.fit;

import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;

/**
 * How loud a clip is.
 *
 * @param scale amplitude that a network's output of 1 stands for
 * @param meanSquare over all samples
 */
record Loudness(double scale, double meanSquare) {

  static Loudness of(ClipSource clip, Normalisation normalisation) {
    double[] peak = {0};
    double[] squares = {0};
    ClipBlocks.forEach(
        clip,
        0,
        (block, first, from, to) -> {
          for (int c = 0; c < block.channels(); c++) {
            for (float sample : block.channel(c)) {
              peak[0] = Math.max(peak[0], Math.abs(sample));
              squares[0] += (double) sample * sample;
            }
          }
        });
    double meanSquare = squares[0] / ((double) clip.frames() * clip.channels());
    double scale =
        switch (normalisation) {
          case PEAK -> peak[0];
          case RMS -> Math.sqrt(meanSquare);
          case NONE -> 1;
        };
    return new Loudness(scale > 0 ? scale : 1, meanSquare);
  }
}
