package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.Normalisation;

/**
 * A recording with its channels' DC offsets removed. A strong offset would make it look narrow-band
 * and its windows equally loud.
 *
 * @param clip the recording
 * @param offsets one per channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Centred(ClipSource clip, double[] offsets) implements ClipSource {

  /** Removes the offsets of a recording with this level; unchanged without normalisation. */
  public static Centred of(ClipSource clip, Level level, Normalisation normalisation) {
    return new Centred(
        clip,
        normalisation == Normalisation.NONE
            ? new double[level.channels().size()]
            : level.offsets());
  }

  /** Whether any offset is removed. */
  public boolean isCentred() {
    return Arrays.stream(offsets).anyMatch(offset -> offset != 0);
  }

  @Override
  public double sampleRate() {
    return clip.sampleRate();
  }

  @Override
  public int channels() {
    return clip.channels();
  }

  @Override
  public int frames() {
    return clip.frames();
  }

  @Override
  public Clip slice(int fromFrame, int frames) {
    Clip span = clip.slice(fromFrame, frames);
    for (int c = 0; c < offsets.length; c++) {
      float[] samples = span.channel(c);
      for (int i = 0; i < frames && offsets[c] != 0; i++) {
        samples[i] = (float) (samples[i] - offsets[c]);
      }
    }
    return span;
  }
}
