package org.sirenaudio.fit.train;

import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.model.Evaluator;

/**
 * The scaled samples of a window and of the clip around it, and how much the window's network
 * counts at each of them in the cross-faded sum of all networks. Frames are counted from the
 * window's first, so those before it are negative.
 *
 * @param before frames there are before the window
 * @param windowFrames frames of the window alone
 * @param samples {@code [before + frames + after, channels]}
 * @param weights {@code [before + frames + after]}; 0 outside the window
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WindowContext(
    int channels, int before, int windowFrames, float[] samples, float[] weights) {
  /**
   * Reads a window's context.
   *
   * @param windows all of the clip
   * @param index which of them
   * @param units amplitude of each channel that a network's output of 1 shall stand for
   * @param reach frames of the clip to have on each side, where there are so many
   */
  public static WindowContext of(
      ClipSource clip, List<PlannedWindow> windows, int index, double[] units, int reach) {
    PlannedWindow window = windows.get(index);
    int first = window.firstFrame();
    int before = Math.min(first, reach);
    int after = Math.min(clip.frames() - first - window.frames(), reach);
    Clip around = clip.slice(first - before, before + window.frames() + after);
    int channels = around.channels();
    float[] samples = new float[around.frames() * channels];
    for (int c = 0; c < channels; c++) {
      float[] channel = around.channel(c);
      float factor = (float) (1 / units[c]);
      for (int i = 0; i < channel.length; i++) {
        samples[i * channels + c] = factor * channel[i];
      }
    }
    float[] weights = new float[around.frames()];
    int last = first + window.frames() - 1;
    for (int i = 0; i < window.frames(); i++) {
      double weight = 1;
      if (index > 0) {
        PlannedWindow earlier = windows.get(index - 1);
        int lastShared = earlier.firstFrame() + earlier.frames() - 1;
        weight *= Evaluator.fadeIn(first + i, first, lastShared);
      }
      if (index + 1 < windows.size()) {
        weight *= 1 - Evaluator.fadeIn(first + i, windows.get(index + 1).firstFrame(), last);
      }
      weights[before + i] = (float) weight;
    }
    return new WindowContext(channels, before, window.frames(), samples, weights);
  }

  /** The first frame there is, at most 0. */
  public int firstFrame() {
    return -before;
  }

  /** Frames of the window and of what is around it. */
  public int frames() {
    return weights.length;
  }

  /** Whether a frame is one of the window's. */
  public boolean contains(int frame) {
    return frame >= 0 && frame < windowFrames;
  }

  /** The share of the window's network in the sum at a frame. */
  public float weight(int frame) {
    return weights[before + frame];
  }

  /** Writes the scaled samples of frames in order, {@code [count, channels]}. */
  public void read(int frame, int count, float[] into) {
    System.arraycopy(samples, (before + frame) * channels, into, 0, count * channels);
  }
}
