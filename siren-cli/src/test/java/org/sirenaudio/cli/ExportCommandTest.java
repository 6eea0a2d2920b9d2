package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.command.ExitCode;

/** What is in the files is tested in siren-export. */
class ExportCommandTest {
  @TempDir private static Path models;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void fit() throws IOException {
    model = Sounds.model(models.resolve("m.safetensors"));
  }

  @ParameterizedTest
  @CsvSource({"m.onnx, ONNX graph", "m.C, C source", "m.npz, NumPy arrays"})
  void theExtensionSelectsTheFormat(String name, String description) throws Exception {
    Path out = folder.resolve(name);
    CommandRun run = CommandRun.of("export", model, "-o", out).done();
    assertThat(run.out()).contains(name + ": " + description).hasLineCount(1);
    byte[] first = Files.readAllBytes(out);
    assertThat(CommandRun.of("export", model, "-o", out).failed(ExitCode.CANNOT_CREATE).err())
        .contains("add -y");
    CommandRun json = CommandRun.of("export", model, "-o", out, "-y", "--json").done();
    assertThat(json.json())
        .containsEntry("export", out.toString())
        .containsEntry("bytes", first.length);
    assertThat(out).hasBinaryContent(first);
    CommandRun stdin =
        CommandRun.on(Files.readAllBytes(model), "export", "-", "-o", out, "-y", "-q").done();
    assertThat(stdin.out()).isEmpty();
    assertThat(out).hasBinaryContent(first);
    assertThat(folder)
        .isDirectoryContaining("glob:**" + name)
        .isDirectoryNotContaining("glob:**tmp");
  }

  @Test
  void aPageShowsItsTitleAndLicence() throws Exception {
    Path out = folder.resolve("m.html");
    CommandRun.of("export", model, "-o", out, "--title", "Two <tones>", "--licence", "CC0, nobody")
        .done();
    assertThat(out)
        .content()
        .contains("<title>Two &lt;tones&gt;</title>", ">CC0, nobody</p>")
        .doesNotContain("@MODEL@");
    Path graph = folder.resolve("m.onnx");
    assertThat(
            CommandRun.of("export", model, "-o", graph, "--title", "x")
                .failed(ExitCode.USAGE)
                .err())
        .contains("--title applies to web pages (.html), not to ONNX graph");
    assertThat(graph).doesNotExist();
  }

  @Test
  void aFailedExportLeavesNoFile() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no model\n");
    Path out = folder.resolve("m.onnx");
    CommandRun.of("export", text, "-o", out).failed(ExitCode.BAD_DATA);
    CommandRun.of("export", folder.resolve("none"), "-o", out).failed(ExitCode.NO_INPUT);
    CommandRun.of("export", model).failed(ExitCode.USAGE);
    Path deeper = folder.resolve("none/m.onnx");
    CommandRun.of("export", model, "-o", deeper).failed(ExitCode.CANNOT_CREATE);
    assertThat(out).doesNotExist();
  }
}
