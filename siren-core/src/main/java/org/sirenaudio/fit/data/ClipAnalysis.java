package org.sirenaudio.fit.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.io.Hashes;

/**
 * What planning needs to know about a recording, from one pass over its samples.
 *
 * @param spectrum power spectrum
 * @param level loudness
 * @param digest SHA-256 of shape and samples
 */
@SuppressWarnings("ArrayRecordComponent") // a digest, never compared as a record
public record ClipAnalysis(Spectrum spectrum, Level level, byte[] digest) {

  /**
   * Analyses a recording of any length, silence included.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static ClipAnalysis of(ClipSource clip) {
    Spectrum.Meter spectrum = new Spectrum.Meter(clip);
    Samples samples = new Samples(clip);
    ClipBlocks.forEach(
        clip,
        Spectrum.N_FFT,
        (block, first, from, to) -> {
          spectrum.add(block, first, from, to);
          samples.add(block, first, from, to);
        });
    return new ClipAnalysis(spectrum.spectrum(), samples.level(), samples.digest.digest());
  }

  /** Sums over every sample. */
  private static final class Samples {
    private final MessageDigest digest = Hashes.sha256();
    private final ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * ClipBlocks.FRAMES);
    private final double count;
    private final List<ChannelMeter> channels = new ArrayList<>();
    private double peak;
    private double squares;

    Samples(ClipSource clip) {
      count = (double) clip.frames() * clip.channels();
      for (int c = 0; c < clip.channels(); c++) {
        channels.add(new ChannelMeter());
      }
      String shape = clip.sampleRate() + "|" + clip.channels() + "|" + clip.frames();
      digest.update(shape.getBytes(UTF_8));
    }

    void add(Clip block, int first, int from, int to) {
      for (int c = 0; c < block.channels(); c++) {
        float[] samples = block.channel(c);
        for (int i = from - first; i < to - first; i++) {
          peak = Math.max(peak, Math.abs(samples[i]));
          squares += (double) samples[i] * samples[i];
        }
        channels.get(c).add(samples, from - first, to - first);
        bytes.clear().asFloatBuffer().put(samples, from - first, to - from);
        digest.update(bytes.limit(Float.BYTES * (to - from)));
      }
    }

    Level level() {
      return new Level(
          peak, squares / count, channels.stream().map(ChannelMeter::channel).toList());
    }
  }
}
