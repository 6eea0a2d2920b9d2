package org.sirenaudio.studio;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/**
 * The minimum and maximum sample of each block of a recording, at several block lengths, so that a
 * waveform of any length is drawn from a few thousand numbers.
 */
final class Peaks implements Columns {
  /** Frames of the shortest block. */
  static final int BASE = 256;

  private static final int FACTOR = 4;
  private static final int BLOCK = 1 << 16;

  private final int channels;
  private final int frames;

  /** Per level, {@code [channels][2 × blocks]}: lowest, highest. */
  private final List<float[][]> levels = new ArrayList<>();

  private Peaks(ClipSource clip) {
    channels = clip.channels();
    frames = clip.frames();
  }

  static Peaks of(ClipSource clip) {
    Peaks peaks = new Peaks(clip);
    peaks.levels.add(peaks.base(clip));
    while (peaks.levels.getLast()[0].length > 2 * FACTOR) {
      peaks.levels.add(coarser(peaks.levels.getLast()));
    }
    return peaks;
  }

  private float[][] base(ClipSource clip) {
    float[][] base = new float[channels][2 * ((frames + BASE - 1) / BASE)];
    for (int from = 0; from < frames; from += BLOCK) {
      Clip block = clip.slice(from, Math.min(BLOCK, frames - from));
      for (int c = 0; c < channels; c++) {
        float[] samples = block.channel(c);
        for (int i = 0; i < samples.length; i += BASE) {
          int at = 2 * ((from + i) / BASE);
          float low = samples[i];
          float high = low;
          int end = Math.min(samples.length, i + BASE);
          for (int k = i + 1; k < end; k++) {
            low = Math.min(low, samples[k]);
            high = Math.max(high, samples[k]);
          }
          base[c][at] = low;
          base[c][at + 1] = high;
        }
      }
    }
    return base;
  }

  private static float[][] coarser(float[][] fine) {
    int stretches = (fine[0].length / 2 + FACTOR - 1) / FACTOR;
    float[][] coarse = new float[fine.length][2 * stretches];
    for (int c = 0; c < fine.length; c++) {
      for (int i = 0; i < stretches; i++) {
        range(fine[c], i * FACTOR, (i + 1) * FACTOR, coarse[c], 2 * i);
      }
    }
    return coarse;
  }

  private static void range(float[] pairs, int from, int to, float[] into, int at) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    int end = Math.min(pairs.length / 2, Math.max(to, from + 1));
    for (int i = Math.max(0, from); i < end; i++) {
      low = Math.min(low, pairs[2 * i]);
      high = Math.max(high, pairs[2 * i + 1]);
    }
    into[at] = low <= high ? low : 0;
    into[at + 1] = low <= high ? high : 0;
  }

  @Override
  public float[][] columns(double from, double perColumn, int columns) {
    int level = 0;
    double stretch = BASE;
    while (level + 1 < levels.size() && stretch * FACTOR <= perColumn) {
      level++;
      stretch *= FACTOR;
    }
    float[][] into = new float[channels][2 * columns];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < columns; i++) {
        int first = (int) Math.floor((from + i * perColumn) / stretch);
        int end = (int) Math.ceil((from + (i + 1) * perColumn) / stretch);
        range(levels.get(level)[c], first, end, into[c], 2 * i);
      }
    }
    return into;
  }
}
