package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** What ONNX Runtime computes of exported graphs, beside the renderer. */
class OnnxExporterTest {
  private static final int INSTANTS = 10_000;
  private static final Map<String, ClipModel> MODELS = Samples.models();

  @TempDir private Path folder;

  static Stream<String> models() {
    return MODELS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theGraphMatchesTheRenderer(String name) throws Exception {
    ClipModel model = MODELS.get(name);
    double[] instants = Samples.instants(model, INSTANTS);
    float[][] expected = Renderer.of(model).atInstants(instants);
    Differences.check(name, expected, run(exported(model), instants));
  }

  @Test
  void anyNumberOfInstantsIsEvaluated() throws Exception {
    for (String name : new String[] {"one", "many stereo", "thousands", "depths"}) {
      ClipModel model = MODELS.get(name);
      byte[] file = exported(model);
      for (int count : new int[] {0, 1, 2, 16_384, 20_001}) {
        double[] instants = new double[count];
        Arrays.setAll(instants, i -> i * model.seconds() / count);
        float[][] expected = Renderer.of(model).atInstants(instants);
        Differences.check(name + " " + count, expected, run(file, instants));
      }
    }
  }

  @Test
  void instantsBeyondTheEndsAreClamped() throws Exception {
    for (String name : new String[] {"one", "many stereo"}) {
      ClipModel model = MODELS.get(name);
      double end = model.seconds();
      float[][] out =
          run(exported(model), new double[] {-1, -1e9, end + 1, Double.MAX_VALUE, 0, end});
      assertThat(out[0]).isEqualTo(out[4]);
      assertThat(out[1]).isEqualTo(out[4]);
      assertThat(out[2]).isEqualTo(out[5]);
      assertThat(out[3]).isEqualTo(out[5]);
    }
  }

  /** As the format's own checker sees it, types and shapes of all nodes included. */
  @ParameterizedTest
  @ValueSource(strings = {"one", "one positional", "many stereo", "depths"})
  void theGraphIsValid(String name) throws Exception {
    Tool.assumePython("onnx");
    Path file = Files.write(folder.resolve("model.onnx"), exported(MODELS.get(name)));
    String check = "import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), True)";
    Tool.run(Tool.PYTHON, "-c", check, file.toString());
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    assertThat(exported(MODELS.get("depths"))).isEqualTo(exported(MODELS.get("depths")));
  }

  static byte[] exported(ClipModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OnnxExporter().write(model, out);
    return out.toByteArray();
  }

  /** {@code [instants][channels]}. */
  private static float[][] run(byte[] file, double[] seconds) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(file, options);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, DoubleBuffer.wrap(seconds), new long[] {seconds.length});
        OrtSession.Result result = session.run(Map.of("seconds", input))) {
      assertThat(session.getOutputNames()).containsExactly("amplitudes");
      return (float[][]) result.get(0).getValue();
    }
  }
}
