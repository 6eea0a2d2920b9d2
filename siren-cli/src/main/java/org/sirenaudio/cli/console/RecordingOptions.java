package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.audio.SoundMetadata;
import picocli.CommandLine.Option;

/** How to read recordings: a mix-in of every command that takes one. */
public final class RecordingOptions {

  @Option(
      names = "--salvage",
      description =
          "Read a sound file that is shorter than its header says, and report how much is "
              + "missing.")
  private boolean salvage;

  @Option(
      names = "--stream",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Take the N-th audio stream of a file that has several, as a video may (default: "
              + "${DEFAULT-VALUE}).")
  private int stream;

  public boolean salvages() {
    return salvage;
  }

  /**
   * The options for reading.
   *
   * @throws IllegalArgumentException if the stream number is invalid
   */
  public ReadOptions reading() {
    if (stream < 1) {
      throw new IllegalArgumentException("--stream must be at least 1, not " + stream);
    }
    return ReadOptions.of(salvage ? Incomplete.SALVAGED : Incomplete.REFUSED).withStream(stream);
  }

  /** Opens a recording from a file or stdin, and prints remarks on irregularities. */
  public ClipSource open(Path input, Streams streams, ReportOptions report) throws IOException {
    return open(input, Gaps.none(), streams, report);
  }

  /** As above, with gaps in which samples need not be finite. */
  public ClipSource open(Path input, Gaps gaps, Streams streams, ReportOptions report)
      throws IOException {
    ClipSource source =
        StandardStream.is(input)
            ? ClipSource.read(streams.in(), StandardStream.name(input), reading().withGaps(gaps))
            : ClipSource.open(input, input.toString(), reading().withGaps(gaps));
    tell(source.metadata(), streams, report);
    return source;
  }

  /** A recording, completely in memory. */
  public Clip read(Path input, Streams streams, ReportOptions report) throws IOException {
    ClipSource source = open(input, streams, report);
    return source.slice(0, source.frames()).withMetadata(source.metadata());
  }

  /** Prints remarks on irregularities of a recording. */
  public static void tell(SoundMetadata metadata, Streams streams, ReportOptions report) {
    if (!report.quiet()) {
      metadata.remarks().forEach(line -> streams.err().println("siren: " + line));
    }
  }
}
