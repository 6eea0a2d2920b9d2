package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** What NumPy computes of exported arrays, beside the renderer. */
class NpzExporterTest {
  private static final int INSTANTS = 2000;
  private static final Map<String, ClipModel> MODELS = Samples.models();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"one", "one relu", "one positional", "relu", "positional", "encoded", "depths"})
  void theArraysMatchTheRenderer(String name) throws Exception {
    Tool.assumePython("numpy");
    ClipModel model = MODELS.get(name);
    double[] instants = Samples.instants(model, INSTANTS);
    Path archive = Files.write(folder.resolve("model.npz"), exported(model));
    Path in = folder.resolve("instants");
    Path out = folder.resolve("amplitudes");
    Differences.write(instants, in);
    String script = "src/test/python/npz_amplitudes.py";
    Tool.run(Tool.PYTHON, "-B", script, archive.toString(), in.toString(), out.toString());
    float[][] expected = Renderer.of(model).atInstants(instants);
    Differences.check(name, expected, Differences.read(out, model.channels()));
  }

  @Test
  void theFileDoesNotDependOnTheTimeZone() throws IOException {
    byte[] bytes = exported(MODELS.get("widths"));
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      assertThat(exported(MODELS.get("widths"))).isEqualTo(bytes);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static byte[] exported(ClipModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new NpzExporter().write(model, out);
    return out.toByteArray();
  }
}
