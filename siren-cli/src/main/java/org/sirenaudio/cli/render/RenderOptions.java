package org.sirenaudio.cli.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Option;

/** How rendered sound is written. */
public final class RenderOptions {

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "float (32 bit, the default), pcm_24 or pcm_16.")
  private Encoding encoding = Encoding.FLOAT;

  @Option(names = "--no-dither", description = "Round 16-bit samples without dither.")
  private boolean noDither;

  /**
   * Asked before each block; what it throws ends the rendering, and nothing is left of the file.
   */
  @FunctionalInterface
  public interface Going {
    void require() throws IOException;
  }

  /** A rendering that was written: frames, and samples beyond full scale that were clipped. */
  public record Written(long frames, long clipped) {}

  /**
   * The format of the file to write.
   *
   * @throws IllegalArgumentException if WAV cannot hold such sound
   */
  public WavFormat format(double rate, int channels) {
    WavFormat format = WavFormat.of(rate, channels, encoding);
    return noDither ? format.withoutDither() : format;
  }

  /** The sample rate to render at: the one that is wanted, or the recording's own, in whole Hz. */
  public static double rate(@Nullable Double wanted, ClipModel model) {
    return wanted != null ? wanted : Math.rint(model.sampleRate());
  }

  /**
   * Renders a span to where a writer writes, in constant memory.
   *
   * @return samples beyond full scale that were clipped
   */
  public static long stream(
      Renderer renderer, double rate, Renderer.Span span, WavWriter writer, Going going)
      throws IOException {
    boolean complete = false;
    try {
      renderer.stream(
          rate,
          span,
          (block, count) -> {
            going.require();
            writer.write(block, 0, count);
          });
      complete = true;
    } finally {
      if (!complete) {
        writer.abort();
      }
    }
    return writer.clippedSamples();
  }

  /** Renders a span to a file, or to stdout for {@code -}, in constant memory. */
  public Written write(
      ClipModel model,
      Renderer renderer,
      double rate,
      Renderer.Span span,
      Path output,
      boolean overwrite,
      Streams streams,
      Interrupt interrupt)
      throws IOException {
    WavFormat chosen = format(rate, model.channels());
    long[] clipped = new long[1];
    AtomicBoolean stopped = new AtomicBoolean();
    interrupt.stops(() -> stopped.set(true));
    Outputs.write(
        output,
        () -> {
          try (WavWriter writer =
              StandardStream.is(output)
                  ? WavWriter.to(streams.out(), chosen, span.frames())
                  : WavWriter.to(output, chosen, span.frames(), overwrite)) {
            Going going =
                () -> {
                  if (stopped.get()) {
                    throw new InterruptedCommandException(
                        "interrupted; " + output + " was not written");
                  }
                  if (StandardStream.is(output) && streams.failed()) {
                    throw new IOException("its reader is gone");
                  }
                };
            clipped[0] = stream(renderer, rate, span, writer, going);
          }
        });
    return new Written(span.frames(), clipped[0]);
  }
}
