package org.sirenaudio.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Models;
import org.sirenaudio.model.Safetensors;

/** Models that PyTorch saved render here, and models saved here load in PyTorch. */
class PyTorchExchangeTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path folder;

  @Test
  void aModelThatPyTorchSavedRendersHere() throws IOException {
    try (InputStream model = resource("pytorch-model.safetensors");
        InputStream outputs = resource("pytorch-outputs.safetensors")) {
      assertRenders(
          ClipModel.read(model, "pytorch-model"), Safetensors.read(outputs, "pytorch-outputs"));
    }
  }

  @Test
  void theCommittedModelEqualsTheScripts() throws Exception {
    assumePyTorch();
    Path model = folder.resolve("model.safetensors");
    Path outputs = folder.resolve("outputs.safetensors");
    exchange("save", model, outputs);
    assertRenders(ClipModel.read(model), Safetensors.read(outputs));
  }

  @Test
  void aModelSavedHereLoadsInPyTorch() throws Exception {
    assumePyTorch();
    ClipModel written = Models.random(1, 2, 60, 8000);
    Path model = folder.resolve("model.safetensors");
    Path outputs = folder.resolve("outputs.safetensors");
    written.write(model);
    exchange("load", model, outputs);
    assertRenders(written, Safetensors.read(outputs));
  }

  private static void assertRenders(ClipModel model, Safetensors expected) {
    float[] outputs = expected.tensor("outputs").orElseThrow().data();
    Clip clip = Renderer.of(model).at(model.sampleRate());
    assertThat(outputs).hasSize(clip.frames() * clip.channels());
    for (int i = 0; i < outputs.length; i++) {
      float actual = clip.channel(i % clip.channels())[i / clip.channels()];
      assertThat(actual).as("output %d", i).isCloseTo(outputs[i], within(1e-5f));
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = PyTorchExchangeTest.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new IOException("no test resource " + name);
    }
    return in;
  }

  private static void assumePyTorch() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python to check against");
    assumeTrue(run(List.of("-c", "import torch")) == 0, "no PyTorch to check against");
  }

  private static void exchange(String direction, Path model, Path outputs) throws Exception {
    String script = "src/test/python/exchange_siren.py";
    assertThat(run(List.of("-B", script, direction, model.toString(), outputs.toString())))
        .as("exit code of %s", script)
        .isZero();
  }

  private static int run(List<String> arguments) throws Exception {
    String[] command = new String[arguments.size() + 1];
    command[0] = PYTHON.toString();
    Arrays.setAll(command, i -> i == 0 ? PYTHON.toString() : arguments.get(i - 1));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      System.getLogger("org.sirenaudio").log(System.Logger.Level.INFO, output);
    }
    return code;
  }
}
