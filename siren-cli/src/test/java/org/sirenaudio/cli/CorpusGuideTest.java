package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Safetensors;

/** What docs/corpus.md tells its readers to do with the weights of all clips. */
class CorpusGuideTest {
  private static final Path GUIDE = Path.of("../docs/corpus.md");
  private static final Path THIS = Path.of("src/test/java/org/sirenaudio/cli/CorpusGuideTest.java");
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPTS = Path.of("../siren-core/src/test/python");
  private static final int CLIPS = 3;

  @TempDir private Path folder;
  private Path out;

  private void fit(int windows) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("OUT");
    for (int i = 0; i < CLIPS; i++) {
      Sounds.write(Sounds.tone(1, 300 + 50 * i), in.resolve(i + ".wav"));
    }
    CommandRun.of(
            "corpus",
            "fit",
            in,
            "-o",
            out,
            "--windows",
            windows,
            "--layers",
            4,
            "--hidden",
            8,
            "--first-hz",
            2000,
            "--steps",
            20,
            "--manifest",
            "csv",
            "-q")
        .done();
  }

  private float[][] weights() throws IOException {
    List<float[]> rows = new ArrayList<>();
    Manifests.read(
        out,
        row -> {
          if (row.isOk()) {
            ClipModel model = ClipModel.read(out.resolve(row.model()));
            model.segments().forEach(window -> rows.add(window.network().parameters()));
          }
        });
    float[][] weights = rows.toArray(float[][]::new);
    return weights;
  }

  private static String block(String language) throws IOException {
    List<String> lines = Files.readAllLines(GUIDE);
    int begin = lines.indexOf("```" + language) + 1;
    assertThat(begin).isPositive();
    List<String> rest = lines.subList(begin, lines.size());
    return String.join("\n", rest.subList(0, rest.indexOf("```"))) + "\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theGuidesJavaIsTheCodeOfThisTest(int windows) throws IOException {
    fit(windows);
    String test = Files.readString(THIS).replaceAll("\\s+", "");
    assertThat(test).contains(block("java").replaceAll("\\s+", ""));
    assertThat(weights()).hasDimensions(CLIPS * windows, weights()[0].length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theGuidesPythonLoadsTheSameWeights(int windows) throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python");
    assumeTrue(python("import torch\n") == 0, "no PyTorch");
    fit(windows);
    // The safetensors package in a few lines, for machines that lack it.
    Path shim = Files.createDirectory(folder.resolve("safetensors"));
    Files.writeString(shim.resolve("__init__.py"), "");
    Files.writeString(
        shim.resolve("torch.py"),
        """
        import safetensors_io
        def load_file(path):
            return {name: values for name, (_, values) in safetensors_io.load(path)[0].items()}
        """);
    String save =
        """
        import safetensors_io
        safetensors_io.save("weights.safetensors", {"weights": weights, **layers})
        """;
    assertThat(python(block("python") + save)).isZero();
    Safetensors loaded = Safetensors.read(folder.resolve("weights.safetensors"));
    float[][] expected = weights();
    assertThat(loaded.tensor("weights").orElseThrow().shape())
        .containsExactly((long) expected.length, (long) expected[0].length);
    float[] flat = loaded.tensor("weights").orElseThrow().data();
    for (int i = 0; i < expected.length; i++) {
      int from = i * expected[0].length;
      assertThat(Arrays.copyOfRange(flat, from, from + expected[0].length)).isEqualTo(expected[i]);
    }
    assertThat(loaded.tensor("net.1.linear.weight").orElseThrow().shape())
        .containsExactly((long) expected.length, 8L, 8L);
  }

  private int python(String code) throws Exception {
    Path script = Files.writeString(folder.resolve("script.py"), code);
    ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), "-B", script.toString());
    builder.environment().put("PYTHONPATH", folder + ":" + SCRIPTS.toAbsolutePath());
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      System.getLogger("org.sirenaudio").log(System.Logger.Level.INFO, output);
    }
    return exit;
  }
}
