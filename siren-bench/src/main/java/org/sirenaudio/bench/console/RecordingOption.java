package org.sirenaudio.bench.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The recording to fit. */
public final class RecordingOption {

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "The recording to fit (default: ${DEFAULT-VALUE}).")
  private Path recording = Checkout.file("examples/speech.wav");

  public Path file() {
    return recording;
  }
}
