package org.sirenaudio.fit.data;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;

/**
 * An approximate {@link ClipAnalysis} from segments spread over a recording, in a time independent
 * of its length.
 *
 * @param spectrum power spectrum
 * @param level loudness
 */
public record RoughAnalysis(Spectrum spectrum, Level level) {

  private static final int STRETCHES = 48;

  /** Frames per segment. */
  private static final int FRAMES = 4096;

  /**
   * Analyses a recording; a short one completely.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static RoughAnalysis of(ClipSource clip) {
    Sums sums = new Sums(clip);
    if (clip.frames() <= STRETCHES * FRAMES) {
      ClipBlocks.forEach(clip, Spectrum.N_FFT, sums::add);
    } else {
      for (int i = 0; i < STRETCHES; i++) {
        int from = (int) ((long) (clip.frames() - FRAMES) * i / (STRETCHES - 1));
        ClipBlocks.forEach(clip, from, from + FRAMES, FRAMES, Spectrum.N_FFT, sums::add);
      }
    }
    return new RoughAnalysis(sums.meter.spectrum(), sums.level());
  }

  private static final class Sums {
    private final Spectrum.Meter meter;
    private final List<ChannelMeter> channels = new ArrayList<>();
    private double peak;
    private double squares;
    private long count;

    Sums(ClipSource clip) {
      meter = new Spectrum.Meter(clip);
      for (int c = 0; c < clip.channels(); c++) {
        channels.add(new ChannelMeter());
      }
    }

    void add(Clip block, int first, int from, int to) {
      meter.add(block, first, from, to);
      for (int c = 0; c < block.channels(); c++) {
        float[] samples = block.channel(c);
        for (int i = from - first; i < to - first; i++) {
          peak = Math.max(peak, Math.abs(samples[i]));
          squares += (double) samples[i] * samples[i];
        }
        channels.get(c).add(samples, from - first, to - first);
      }
      count += (long) block.channels() * (to - from);
    }

    Level level() {
      return new Level(
          peak, squares / count, channels.stream().map(ChannelMeter::channel).toList());
    }
  }
}
