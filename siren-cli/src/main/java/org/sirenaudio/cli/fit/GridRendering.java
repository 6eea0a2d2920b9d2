package org.sirenaudio.cli.fit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * A model on its recording's sample grid, as emitted block by block by the fit: kept in memory if
 * short, and written to a file on request. File errors are reported after the model has been
 * written, so that no fit is lost.
 */
public final class GridRendering implements Closeable {

  /** A longer rendering is not kept in memory. */
  private static final int IN_MEMORY_SAMPLES = 1 << 25;

  private final ClipSource clip;
  private final @Nullable Path file;
  private final EncodingOptions encoding;
  private final boolean replace;
  private final @Nullable ClipCollector kept;
  private final @Nullable WavFormat format;
  private @Nullable WavWriter writer;
  private @Nullable IOException failure;
  private long clipped;

  /**
   * @param clip the recording
   * @param file to write, null for none
   * @param kept whether the rendering is needed afterwards
   * @throws IllegalArgumentException if a WAV file cannot hold it
   */
  public GridRendering(
      ClipSource clip,
      @Nullable Path file,
      EncodingOptions encoding,
      boolean replace,
      boolean kept) {
    this.clip = clip;
    this.file = file;
    this.encoding = encoding;
    this.replace = replace;
    boolean small = (long) clip.frames() * clip.channels() <= IN_MEMORY_SAMPLES;
    this.kept = kept && small ? new ClipCollector(clip.sampleRate(), clip.frames()) : null;
    // WAV holds integer rates only; a clip from AIFF may have another.
    boolean whole = clip.sampleRate() == Math.rint(clip.sampleRate());
    format =
        file != null && whole
            ? encoding.format(clip.sampleRate(), clip.channels()).withMetadata(clip.metadata())
            : null;
  }

  /** Takes the next block, {@code [channels][at least count]}. */
  void accept(float[][] block, int count) {
    if (kept != null) {
      kept.add(block, count);
    }
    if (file == null || format == null || failure != null) {
      return;
    }
    try {
      if (writer == null) {
        writer = WavWriter.to(file, format, clip.frames(), replace);
      }
      writer.write(block, 0, count);
    } catch (IOException e) {
      failure = e;
    }
  }

  /**
   * Completes the file; at a rate that WAV cannot hold, at the nearest integer rate.
   *
   * @return number of clipped samples
   */
  long finish(ClipModel model, int threads, Streams streams) throws IOException {
    Path output = file;
    if (output == null) {
      return 0;
    }
    if (format == null) {
      ClipSource sound =
          Renderer.of(model).threads(threads).source(Math.max(1, Math.rint(clip.sampleRate())));
      return encoding.write(sound, output, replace, streams);
    }
    Outputs.write(output, this::finish);
    return clipped;
  }

  private void finish() throws IOException {
    if (failure != null) {
      throw failure;
    }
    WavWriter open = Objects.requireNonNull(writer);
    open.close();
    clipped = open.clippedSamples();
    writer = null;
  }

  /** The rendering: from memory, from the file, or computed on demand. */
  public ClipSource sound(ClipModel model, int threads) throws IOException {
    if (kept != null) {
      return kept.clip();
    }
    return file != null && format != null && encoding.exact()
        ? ClipSource.open(file)
        : Renderer.of(model).threads(threads).source(clip.sampleRate());
  }

  /** Deletes an unfinished file. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.abort();
    }
  }
}
