package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import picocli.CommandLine.Option;

/** The output format of every command that writes sound. */
public final class EncodingOptions {

  /** Frames per block. */
  private static final int BLOCK = 1 << 20;

  /** No compressed format is smaller than its samples by more than this factor. */
  private static final double MOST_COMPRESSION = 200;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "float",
      description =
          "Samples of .wav and .flac: float (32 bits; 24 in .flac), pcm_24 or pcm_16 (default:"
              + " ${DEFAULT-VALUE}).")
  private Encoding encoding = Encoding.FLOAT;

  @Option(names = "--no-dither", description = "Round 16-bit samples without dither.")
  private boolean noDither;

  /** Writes sound to a writer. */
  @FunctionalInterface
  public interface Source {
    void writeTo(WavWriter writer) throws IOException;
  }

  /**
   * The format of the file to write.
   *
   * @throws IllegalArgumentException if WAV cannot hold the sound
   */
  public WavFormat format(double rate, int channels) {
    WavFormat format = WavFormat.of(rate, channels, encoding);
    return noDither ? format.withoutDither() : format;
  }

  /** Whether every sample is stored exactly. */
  public boolean exact() {
    return encoding == Encoding.FLOAT;
  }

  /**
   * Writes sound atomically to a file, or to stdout for {@code -}, in constant memory.
   *
   * @return number of samples clipped at full scale
   */
  public long write(ClipSource sound, Path output, boolean overwrite, Streams streams)
      throws IOException {
    return write(
        format(sound.sampleRate(), sound.channels()).withMetadata(sound.metadata()),
        sound.frames(),
        output,
        overwrite,
        streams,
        writer -> {
          for (int from = 0; from < sound.frames(); from += BLOCK) {
            writer.write(sound.slice(from, Math.min(BLOCK, sound.frames() - from)));
          }
        });
  }

  /** As above for any source of {@code frames} frames. */
  public static long write(
      WavFormat format, long frames, Path output, boolean overwrite, Streams streams, Source source)
      throws IOException {
    boolean compressed = !StandardStream.is(output) && format.compressedFor(output);
    double bytes = (double) frames * format.frameBytes();
    FreeSpace.require(output, (long) (compressed ? bytes / MOST_COMPRESSION : bytes));
    long[] clipped = new long[1];
    Outputs.write(
        output,
        () -> {
          try (WavWriter writer =
              StandardStream.is(output)
                  ? WavWriter.to(streams.out(), format, frames)
                  : WavWriter.to(output, format, frames, overwrite)) {
            boolean complete = false;
            try {
              source.writeTo(writer);
              complete = true;
            } finally {
              if (!complete) {
                writer.abort();
              }
            }
            clipped[0] = writer.clippedSamples();
          }
        });
    return clipped[0];
  }
}
