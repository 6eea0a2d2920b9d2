package org.sirenaudio.fit.train;

import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.model.Evaluator;

/**
 * The scaled samples of a window and of the clip around it, and the window's cross-fade weight at
 * each of them. Frames are relative to the window's first, so earlier ones are negative.
 *
 * @param before frames before the window
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
   * @param windows all windows of the clip
   * @param index the window's index
   * @param units amplitude of a network output of 1 per channel
   * @param reach frames of context on each side, as far as available
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

  /** The first frame, at most 0. */
  public int firstFrame() {
    return -before;
  }

  /** Number of frames of the window and its context. */
  public int frames() {
    return weights.length;
  }

  /** Whether a frame belongs to the window. */
  public boolean contains(int frame) {
    return frame >= 0 && frame < windowFrames;
  }

  /** The window's cross-fade weight at a frame. */
  public float weight(int frame) {
    return weights[before + frame];
  }

  /** Writes the scaled samples of consecutive frames, {@code [count, channels]}. */
  public void read(int frame, int count, float[] into) {
    System.arraycopy(samples, (before + frame) * channels, into, 0, count * channels);
  }
}
