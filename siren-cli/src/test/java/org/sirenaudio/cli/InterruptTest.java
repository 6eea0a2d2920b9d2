package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.model.ClipModel;

/** Ctrl-C, in a process of its own. */
class InterruptTest {
  private static final Path KILL = Path.of("/bin/kill");

  @TempDir Path folder;

  @Test
  void anInterruptedFitKeepsItsBestState() throws Exception {
    assumeTrue(Files.isExecutable(KILL), "no kill to send the signal");
    Path clip = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Process process =
        CommandProcess.start("fit", clip, "--steps", "100000000", "--progress", "json");
    try (BufferedReader progress = process.errorReader(UTF_8)) {
      awaitTraining(progress);
      int sent = new ProcessBuilder(KILL.toString(), "-INT", "" + process.pid()).start().waitFor();
      assertThat(sent).isZero();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(out).contains("interrupted: the best state so far");
    } finally {
      process.destroyForcibly();
    }
    assertThat(ClipModel.read(folder.resolve("tone.safetensors")).frames()).isEqualTo(4000);
    assertThat(folder.resolve("tone.siren.wav")).isNotEmptyFile();
    assertThat(folder.resolve("tone.siren.png")).isNotEmptyFile();
    try (var files = Files.list(folder)) {
      assertThat(files).as("the clip and three results, nothing half-written").hasSize(4);
    }
  }

  /** Java itself may have something to say first. */
  private static void awaitTraining(BufferedReader progress) throws IOException {
    String line = progress.readLine();
    while (line != null && !line.startsWith("{")) {
      line = progress.readLine();
    }
    assertThat(line).as("a line of progress").isNotNull();
  }
}
