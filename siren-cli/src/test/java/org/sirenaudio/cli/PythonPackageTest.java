package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * The tests of the Python package, on models of every kind with what {@code siren render} makes of
 * them; and what the package writes, rendered here.
 */
class PythonPackageTest {
  private static final Path PACKAGE = Path.of("../python");
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir private Path folder;

  @Test
  void thePythonPackageMatchesTheRendererAndWritesReadableModels() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python");
    assumeTrue(python(Map.of(), "-c", "import numpy").code() == 0, "no NumPy");
    assumeTrue(python(Map.of(), "-c", "import pytest").code() == 0, "no pytest");
    List<Path> models = new ArrayList<>(ModelFiles.in(folder));
    models.addAll(ModelFiles.joint(folder));
    Path speech = folder.resolve("speech.safetensors");
    Files.copy(folder.resolve("fit-many-stereo.safetensors"), speech);
    models.add(speech);
    for (Path model : models) {
      double rate = ClipModel.read(model).sampleRate();
      for (double other : new double[] {2 * rate, 0.37 * rate}) {
        CommandRun.of(
                "render",
                model,
                "-r",
                (int) other,
                "--encoding",
                "float",
                "-o",
                model.toString().replace(".safetensors", "-" + (int) other + ".wav"))
            .done();
      }
    }
    Run tests =
        python(
            Map.of("SIREN_REFERENCES", folder.toString()),
            "-B",
            "-m",
            "pytest",
            "-q",
            "-rs",
            PACKAGE.toString());
    assertThat(tests.code()).as(tests.output()).isZero();
    for (Path model : models) {
      check(ClipModel.read(model), folder.resolve("saved").resolve(model.getFileName()));
    }
  }

  private static void check(ClipModel expected, Path saved) throws IOException {
    ClipModel read = ClipModel.read(saved);
    assertThat(read.parameterCount()).isEqualTo(expected.parameterCount());
    assertThat(read.provenance()).isEqualTo(expected.provenance());
    Clip is = Renderer.of(read).at(read.sampleRate());
    Clip should = Renderer.of(expected).at(expected.sampleRate());
    for (int c = 0; c < should.channels(); c++) {
      assertThat(is.channel(c)).as("%s", saved).containsExactly(should.channel(c), within(0f));
    }
  }

  private record Run(int code, String output) {}

  private static Run python(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }
}
