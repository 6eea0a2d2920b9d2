package org.sirenaudio.fit.data;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Inpainting;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.parallel.Workers;

/**
 * The complete training target, restored from what is known of a sound. A network with enough
 * parameters for the sound oscillates freely wherever it has no data, so missing stretches get
 * targets too: the autoregressive restoration ({@link Inpainting}), just as the values between
 * samples are their band-limited interpolation. Held-out samples are never used.
 */
public final class Completion {

  private Completion() {}

  /** The recording itself, or the restored clip. */
  public static ClipSource of(TrainingSet set, Workers workers) {
    return switch (set) {
      case TrainingSet.All(ClipSource clip) -> clip;
      case TrainingSet.Frames frames -> of(frames, workers);
      case TrainingSet.Points points -> of(points, workers);
    };
  }

  private static Clip of(TrainingSet.Frames set, Workers workers) {
    Clip clip = set.clip();
    if (set.known().count() == clip.frames()) {
      return clip;
    }
    float[][] known = set.values();
    float[][] samples = new float[clip.channels()][];
    for (int c = 0; c < samples.length; c++) {
      double offset = ChannelMeter.measure(known[c]).offset();
      float[] filled =
          Inpainting.fill(added(clip.channel(c), -offset), set.known().known(), workers);
      samples[c] = added(filled, offset);
    }
    return Clip.of(clip.sampleRate(), samples);
  }

  private static Clip of(TrainingSet.Points set, Workers workers) {
    double[] instants = set.instants();
    int frames = (int) Math.ceil(instants[instants.length - 1] - 1e-6) + 1;
    float[][] samples = new float[set.values().length][];
    for (int c = 0; c < samples.length; c++) {
      float[] values = set.values()[c];
      double offset = ChannelMeter.measure(values).offset();
      samples[c] =
          added(Inpainting.regrid(instants, added(values, -offset), frames, workers), offset);
    }
    return Clip.of(set.sampleRate(), samples);
  }

  /** Missing samples decay to the offset rather than to zero. */
  private static float[] added(float[] values, double offset) {
    if (offset == 0) {
      return values;
    }
    float[] sum = new float[values.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (values[i] + offset);
    }
    return sum;
  }
}
