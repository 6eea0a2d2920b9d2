package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.render.Decimation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren downsample}: a recording at a whole part of its rate, to fit and upsample. */
@Command(
    name = "downsample",
    description = "Writes a recording at a whole part of its rate, through an anti-alias filter.",
    sortOptions = false)
public final class DownsampleCommand implements Callable<Integer> {

  private final Streams streams;

  @Parameters(paramLabel = "IN", description = "A WAV, AIFF or AU file, or - for stdin.")
  private @Nullable Path input;

  @Option(
      names = "--factor",
      required = true,
      paramLabel = "N",
      description = "The clip's own rate divided by this whole number.")
  private int factor;

  @Option(
      names = "--naive",
      description =
          "Keep every N-th frame as it is: what lies above the new half rate is folded down.")
  private boolean naive;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The WAV file to write, or - for stdout; NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace a file that exists.")
  private boolean overwrite;

  public DownsampleCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Clip clip = StandardStream.read(in, streams);
    Clip kept = naive ? Decimation.plain(clip, factor) : Decimation.filtered(clip, factor);
    // Looked at before anything is written.
    WavFormat.of(kept.sampleRate(), kept.channels(), Encoding.FLOAT);
    Path out =
        output != null
            ? output
            : Outputs.sibling(in, "-" + SoundText.rate(kept.sampleRate()) + ".wav");
    if (StandardStream.is(out)) {
      Outputs.write(out, () -> kept.write(streams.out(), Encoding.FLOAT));
      return ExitCode.DONE;
    }
    Outputs.check(List.of(out), overwrite);
    Outputs.write(out, () -> kept.write(out, Encoding.FLOAT, overwrite));
    streams.out().println(out + ": " + SoundText.clip(kept));
    return ExitCode.DONE;
  }
}
