package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.command.ExitCode;

/** Fits that are killed, and go on. */
class ResumeTest {
  private static final int KILLS = 3;

  @TempDir private Path folder;

  private Object[] fit(Path recording, int steps) {
    return new Object[] {"fit", recording, "--hidden", 16, "--windows", 3, "--steps", steps};
  }

  @Test
  void aKilledFitResumesToTheSameFile() throws Exception {
    Path recording = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Path part = folder.resolve("tone.safetensors.part");
    Path states = part.resolve("states");
    Object[] fit = fit(recording, 6000);
    Object[] command = append(fit, "--checkpoint", 0.02);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = CommandProcess.start(command);
      try {
        await(process, states);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor()).as("a signal ended it").isNotZero();
      assertThat(part).isDirectory();
      assertThat(folder.resolve("tone.safetensors")).doesNotExist();
    }
    CommandRun rest = CommandRun.of(command);
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.err())
        .startsWith("siren: resuming from " + part + ", after ")
        .endsWith(" s of fitting" + System.lineSeparator())
        .hasLineCount(1);
    byte[] resumed = Files.readAllBytes(folder.resolve("tone.safetensors"));
    assertThat(part).doesNotExist();
    CommandRun.of(append(fit, "-y", "--checkpoint", 0)).done();
    assertThat(folder.resolve("tone.safetensors")).hasBinaryContent(resumed);
  }

  /** Waits until the process has written the file anew. */
  private static void await(Process process, Path file) throws Exception {
    Object before = key(file);
    while (before.equals(key(file))) {
      assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as(() -> said(process)).isFalse();
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : "none";
  }

  private static String said(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Object[] append(Object[] words, Object... more) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void aFileInPlaceOfTheCheckpointFolderIsReported() throws IOException {
    Path recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    Path file = Files.writeString(folder.resolve("tone.safetensors.part"), "mine");
    assertThat(CommandRun.of(fit(recording, 10)).failed(ExitCode.CANNOT_CREATE).err())
        .contains(file.toString(), "move it");
    assertThat(file).hasContent("mine");
    Files.delete(file);
    Files.createDirectory(file);
    Files.write(file.resolve("windows"), new byte[100]);
    assertThat(CommandRun.of(fit(recording, 10)).failed(ExitCode.CANNOT_CREATE).err())
        .contains(file.toString(), "another recording or configuration", "--restart");
    assertThat(CommandRun.of(append(fit(recording, 10), "-y")).failed(ExitCode.CANNOT_CREATE).err())
        .contains("--restart");
    CommandRun.of(append(fit(recording, 10), "--restart")).done();
    assertThat(file).doesNotExist();
  }
}
