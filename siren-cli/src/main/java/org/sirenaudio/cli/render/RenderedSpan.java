package org.sirenaudio.cli.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.render.Renderer;

/**
 * A span of sound, rendered while being written.
 *
 * @param rate in Hz; the file's header has the nearest integer
 * @param span in frames at that rate
 * @param metadata to store in the file
 */
public record RenderedSpan(
    Renderer renderer, double rate, Renderer.Span span, SoundMetadata metadata) {

  /** Polled before each block; an exception from it ends the rendering without leaving a file. */
  @FunctionalInterface
  public interface Going {
    void require() throws IOException;
  }

  /** The whole recording. */
  public static RenderedSpan whole(Renderer renderer, double rate) {
    return of(renderer, rate, new Renderer.Span(0, renderer.frames(rate)));
  }

  /** A part of it, in frames at that rate. */
  public static RenderedSpan of(Renderer renderer, double rate, Renderer.Span span) {
    return new RenderedSpan(renderer, rate, span, renderer.metadata(rate, span));
  }

  /** A copy with other metadata. */
  public RenderedSpan withMetadata(SoundMetadata other) {
    return new RenderedSpan(renderer, rate, span, other);
  }

  /** A part of it, from a time on. */
  RenderedSpan only(double startSeconds, double durationSeconds) {
    return of(renderer, rate, renderer.span(rate, startSeconds, durationSeconds));
  }

  /** In integer Hz, as stored by WAV. */
  double headerRate() {
    return Math.max(1, Math.rint(rate));
  }

  /** Prints a notice if the header cannot hold the rate. */
  void tell(Streams streams, ReportOptions report) {
    if (rate != headerRate() && !report.quiet()) {
      streams
          .err()
          .printf(
              "siren: WAV stores integer sample rates only: rendered at %s Hz, the header says %s"
                  + " Hz%n",
              Figure.of(rate), Figure.of(headerRate()));
    }
  }

  /**
   * Writes the sound to a file, or to stdout for {@code -}, in constant memory.
   *
   * @return number of clipped samples
   */
  public long write(
      EncodingOptions encoding, Path output, boolean overwrite, Streams streams, Going going)
      throws IOException {
    return EncodingOptions.write(
        encoding.format(headerRate(), renderer.channels()).withMetadata(metadata),
        span.frames(),
        output,
        overwrite,
        streams,
        writer ->
            renderer.stream(
                rate,
                span,
                (block, count) -> {
                  going.require();
                  writer.write(block, 0, count);
                }));
  }

  /** As above, until Ctrl-C or until the reader of stdout is gone. */
  public long write(
      EncodingOptions encoding,
      Path output,
      boolean overwrite,
      Streams streams,
      Interrupt interrupt)
      throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    interrupt.stops(() -> stopped.set(true));
    return write(
        encoding,
        output,
        overwrite,
        streams,
        () -> {
          if (stopped.get()) {
            throw new InterruptedCommandException("interrupted; " + output + " was not written");
          }
          if (StandardStream.is(output) && streams.failed()) {
            throw new IOException(streams.failure().orElse("its reader is gone"));
          }
        });
  }
}
