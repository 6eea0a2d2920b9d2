package org.sirenaudio.render;

import org.sirenaudio.audio.ClipSource;

/**
 * A recording at arbitrary instants; mirrored beyond its ends within the reach of the interpolation
 * filter.
 */
record InterpolatedClip(ClipSource clip) implements Sampler.Function {

  /** Frames of the recording read at a time, and a margin. */
  private static final int STRETCH = 1 << 15;

  @Override
  public void evaluate(double[] instants, int count, float[][] into, int at) {
    for (int from = 0; from < count; ) {
      double least = Math.floor(instants[from]);
      double most = least;
      int to = from + 1;
      for (; to < count; to++) {
        double lower = Math.min(least, Math.floor(instants[to]));
        double upper = Math.max(most, Math.floor(instants[to]));
        if (upper - lower > STRETCH) {
          break;
        }
        least = lower;
        most = upper;
      }
      stretch(instants, from, to, (long) least, (int) (most - least) + 1, into, at);
      from = to;
    }
  }

  private void stretch(
      double[] instants, int from, int to, long least, int frames, float[][] into, int at) {
    long first = least - KaiserInterpolator.REACH + 1;
    float[][] samples = Mirror.stretch(clip, first, frames + 2 * KaiserInterpolator.REACH - 1);
    for (int c = 0; c < samples.length; c++) {
      for (int i = from; i < to; i++) {
        double frame = Math.floor(instants[i]);
        into[c][at + i] =
            (float)
                KaiserInterpolator.at(
                    samples[c], (int) ((long) frame - first), instants[i] - frame);
      }
    }
  }
}
