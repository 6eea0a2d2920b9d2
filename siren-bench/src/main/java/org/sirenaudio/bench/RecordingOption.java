package org.sirenaudio.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a command fits. */
final class RecordingOption {

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "What to fit (default: ${DEFAULT-VALUE}).")
  private Path recording = Checkout.file("examples/speech.wav");

  Path file() {
    return recording;
  }
}
