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
 * Sound over a span of time, which is rendered while it is written.
 *
 * @param rate in Hz; the header of the file has the nearest whole one
 * @param span in frames at that rate
 * @param metadata what a file says of the sound
 */
public record RenderedSpan(
    Renderer renderer, double rate, Renderer.Span span, SoundMetadata metadata) {

  /** Asked before each block; what it throws ends the rendering, and nothing is left of a file. */
  @FunctionalInterface
  public interface Going {
    void require() throws IOException;
  }

  /** All of a recording. */
  public static RenderedSpan whole(Renderer renderer, double rate) {
    return of(renderer, rate, new Renderer.Span(0, renderer.frames(rate)));
  }

  /** A part of it, in frames at that rate. */
  public static RenderedSpan of(Renderer renderer, double rate, Renderer.Span span) {
    return new RenderedSpan(renderer, rate, span, renderer.metadata(rate, span));
  }

  /** The same, of which a file says something else. */
  public RenderedSpan withMetadata(SoundMetadata other) {
    return new RenderedSpan(renderer, rate, span, other);
  }

  /** A part of it, from a time on. */
  RenderedSpan only(double startSeconds, double durationSeconds) {
    return of(renderer, rate, renderer.span(rate, startSeconds, durationSeconds));
  }

  /** In whole Hz, as WAV holds it. */
  double headerRate() {
    return Math.max(1, Math.rint(rate));
  }

  /** Says where the header cannot hold the rate. */
  void tell(Streams streams, ReportOptions report) {
    if (rate != headerRate() && !report.quiet()) {
      streams
          .err()
          .printf(
              "siren: WAV holds whole sample rates only: rendered at %s Hz, the header says %s Hz%n",
              Figure.of(rate), Figure.of(headerRate()));
    }
  }

  /**
   * Writes the sound to a file, or to stdout for {@code -}, in constant memory.
   *
   * @return samples beyond full scale that were clipped
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

  /** The same, until Ctrl-C or until nobody reads stdout any more. */
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
            throw new IOException("its reader is gone");
          }
        });
  }
}
