package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.audio.SoundMetadata;
import picocli.CommandLine.Option;

/** How recordings are read: every command that takes some mixes these in. */
public final class RecordingOptions {

  @Option(
      names = "--salvage",
      description =
          "Read what is there of a sound file whose header promises more, and say how much is"
              + " missing.")
  private boolean salvage;

  public boolean salvages() {
    return salvage;
  }

  /** What happens where a header promises more than there is. */
  public Incomplete incomplete() {
    return salvage ? Incomplete.SALVAGED : Incomplete.REFUSED;
  }

  /** Opens a recording in a file, or reads it from stdin, and says what is odd about it. */
  public ClipSource open(Path input, Streams streams, ReportOptions report) throws IOException {
    return open(input, Gaps.none(), streams, report);
  }

  /** The same, with gaps in which samples need not be finite. */
  public ClipSource open(Path input, Gaps gaps, Streams streams, ReportOptions report)
      throws IOException {
    ClipSource source =
        StandardStream.is(input)
            ? ClipSource.read(streams.in(), StandardStream.name(input), incomplete(), gaps)
            : ClipSource.open(input, input.toString(), incomplete(), gaps);
    tell(source.metadata(), streams, report);
    return source;
  }

  /** A recording, all of it in memory. */
  public Clip read(Path input, Streams streams, ReportOptions report) throws IOException {
    ClipSource source = open(input, streams, report);
    return source.slice(0, source.frames()).withMetadata(source.metadata());
  }

  /** Says what is odd about a recording. */
  public static void tell(SoundMetadata metadata, Streams streams, ReportOptions report) {
    if (!report.quiet()) {
      metadata.remarks().forEach(line -> streams.err().println("siren: " + line));
    }
  }
}
