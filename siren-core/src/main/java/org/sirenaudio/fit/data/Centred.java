package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.Normalisation;

/**
 * A recording without the offsets of its channels. An offset that is strong beside the sound would
 * make it look like one of few frequencies, and its windows like ones of the same level.
 *
 * @param clip the recording
 * @param offsets one for each channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Centred(ClipSource clip, double[] offsets) implements ClipSource {

  /** Of a recording of some level; as it is where nothing is normalised. */
  public static Centred of(ClipSource clip, Level level, Normalisation normalisation) {
    return new Centred(
        clip,
        normalisation == Normalisation.NONE
            ? new double[level.channels().size()]
            : level.offsets());
  }

  /** Whether an offset is taken away. */
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
