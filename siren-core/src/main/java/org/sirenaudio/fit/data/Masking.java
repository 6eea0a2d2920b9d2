package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Excerpt;
import org.sirenaudio.dsp.MaskingModel;

/**
 * How much noise a recording masks.
 *
 * @param clip the recording
 */
public record Masking(ClipSource clip, MaskingModel model) {

  /**
   * Noise kept below the threshold, since in narrow bands it fluctuates: the power of a few bins
   * exceeds its mean by as much in one frame of a thousand.
   */
  private static final double MARGIN = Math.pow(10, -0.6);

  /** The masking of a recording. */
  public static Masking of(ClipSource clip) {
    return new Masking(clip, MaskingModel.of(clip.sampleRate()));
  }

  /**
   * The mean square of the white noise, relative to full scale, that a span masks: the least of all
   * frames of the model that overlap it. Their positions are those of a measurement.
   */
  public double inaudible(int channel, int from, int count) {
    int length = model.frameLength();
    int half = length / 2;
    int firstFrame = from / half;
    int lastFrame = Math.ceilDiv(from + count, half);
    int first = Math.max(0, (firstFrame - 1) * half);
    int end = (int) Math.min(clip.frames(), (lastFrame + 1L) * half);
    Clip around = clip.slice(first, end - first);
    double[] excerpt = new double[length];
    double least = Double.POSITIVE_INFINITY;
    for (int t = firstFrame; t <= lastFrame; t++) {
      Arrays.fill(excerpt, 0);
      Excerpt.around(around.channel(channel), t * half - first, excerpt);
      least = Math.min(least, model.whiteNoise(model.spectrum(excerpt)));
    }
    return MARGIN * least;
  }
}
