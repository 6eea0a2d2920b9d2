package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** Files of every kind of network, and of kinds that no version knows yet. */
class NetworkKindsTest {
  @TempDir Path folder;

  static List<List<NetworkSpec>> models() {
    NetworkSpec siren = NetworkSpec.siren(5, 2, 40, 30);
    NetworkSpec relu = NetworkSpec.relu(6, 3);
    NetworkSpec positional = NetworkSpec.positional(4, 2, 7);
    NetworkSpec encodedSiren = siren.withEncoding(new InputEncoding.Positional(3));
    return List.of(
        List.of(siren),
        List.of(relu),
        List.of(relu, relu.withHiddenFeatures(2), relu),
        List.of(positional),
        List.of(positional, NetworkSpec.positional(4, 2, 5), NetworkSpec.relu(4, 2)),
        List.of(encodedSiren, siren, encodedSiren.withFirstOmega0(7)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsWrittenIsRead(List<NetworkSpec> specs) throws IOException {
    ClipModel written = model(specs);
    for (boolean batched : new boolean[] {false, true}) {
      Path path = folder.resolve(batched ? "batched" : "plain");
      Files.write(path, bytes(written, batched));
      for (ClipModel read : List.of(ClipModel.read(path), ModelFile.open(path))) {
        assertThat(read.parameterCount()).isEqualTo(written.parameterCount());
        for (int i = 0; i < specs.size(); i++) {
          Network network = read.segments().get(i).network();
          assertThat(network.spec()).isEqualTo(specs.get(i).withOutFeatures(2));
          assertThat(network.parameters())
              .isEqualTo(written.segments().get(i).network().parameters());
        }
        assertThat(bytes(read, batched)).isEqualTo(Files.readAllBytes(path));
      }
    }
  }

  @Test
  void tensorsAreNamedAsThoseOfASirenAndAnEncodingHasNone() throws IOException {
    for (NetworkSpec spec :
        List.of(
            NetworkSpec.siren(5, 2, 40, 30),
            NetworkSpec.relu(5, 2),
            NetworkSpec.positional(5, 2, 4))) {
      Safetensors file = file(model(List.of(spec)));
      assertThat(file.tensors())
          .extracting(Tensor::name)
          .containsExactly(
              "net.0.linear.weight",
              "net.0.linear.bias",
              "net.1.linear.weight",
              "net.1.linear.bias",
              "net.2.weight",
              "net.2.bias");
      int inputs =
          spec.encoding() instanceof InputEncoding.Positional encoding ? encoding.octaves() : 0;
      assertThat(file.tensors().getFirst().shape()).containsExactly(5L, Math.max(1L, 2L * inputs));
    }
  }

  @Test
  void theMetadataNameTheKindUnlessItIsASiren() throws IOException {
    assertThat(file(model(List.of(NetworkSpec.siren(5, 2, 40, 30)))).metadata())
        .containsEntry("first_omega_0", "40")
        .containsEntry("hidden_omega_0", "30")
        .doesNotContainKeys("network", "encoding_octaves", "weights");
    assertThat(file(model(List.of(NetworkSpec.positional(5, 2, 4)))).metadata())
        .containsEntry("network", "relu")
        .containsEntry("encoding_octaves", "4")
        // What a version without kinds asks for is not there, so it cannot take this for a SIREN.
        .doesNotContainKeys("first_omega_0", "hidden_omega_0", "weights");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network | gabor | kind 'gabor', this program reads siren and relu; use a newer siren",
        "network | siren | lack first_omega_0",
        "weights | I16 | weights of the type I16, this program reads F32; use a newer siren",
        "encoding_octaves | 31 | whole numbers below 31",
        "encoding_octaves | -1 | whole numbers",
        "encoding_octaves | 4,5 | 1 numbers",
        "encoding_octaves | 5 | where the network needs",
        "encoding_octaves | 0 | where the network needs",
      })
  void whatThisVersionDoesNotKnowIsRefused(String key, String value, String complaint)
      throws IOException {
    Safetensors file = file(model(List.of(NetworkSpec.positional(5, 2, 4))));
    SequencedMap<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put(key, value);
    refused(Safetensors.of(file.tensors(), metadata), complaint);
  }

  @Test
  void theTypeOfTheWeightsMayBeNamed() throws IOException {
    Safetensors file = file(model(List.of(NetworkSpec.relu(3, 1))));
    SequencedMap<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put("weights", "F32");
    assertThat(ModelFile.decode(Safetensors.of(file.tensors(), metadata), "m").channels())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"net.0.linear.weight_scale", "net.0.scale", "scales"})
  void scalesOfWeightsAreRefused(String name) throws IOException {
    Safetensors file = file(model(List.of(NetworkSpec.siren(3, 1, 30, 30))));
    List<Tensor> tensors = new ArrayList<>(file.tensors());
    tensors.add(Tensor.of(name, new float[] {1}, 1));
    refused(
        Safetensors.of(tensors, file.metadata()),
        "F32 with scales, this program reads F32; use a newer siren");
  }

  private static void refused(Safetensors file, String complaint) {
    assertThatThrownBy(() -> ModelFile.decode(file, "m.safetensors"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("m.safetensors")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @Test
  void batchedWindowsAreOfOneNetwork() throws IOException {
    NetworkSpec spec = NetworkSpec.positional(5, 2, 4);
    byte[] bytes = bytes(model(List.of(spec, spec)), true);
    Safetensors file = Safetensors.read(new ByteArrayInputStream(bytes), "m");
    SequencedMap<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put("encoding_octaves", "4,5");
    refused(Safetensors.of(file.tensors(), metadata), "windows of different networks");
  }

  @Test
  void aModelIsOfOneKind() {
    List<NetworkSpec> specs = List.of(NetworkSpec.relu(3, 1), NetworkSpec.siren(3, 1, 30, 30));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model(specs))
        .withMessageContaining("window 1 is of another kind");
  }

  @Test
  void windowsAreEvaluatedBeforeTheyAreAModel() {
    ClipModel model = Models.random(3, 2, 300, 8000);
    double[] instants = {0, 99.5, 105, 250, 299};
    float[][] expected = new float[2][instants.length];
    Evaluator.of(model).evaluate(instants, instants.length, expected, 0);
    float[][] values = new float[2][instants.length];
    Evaluator.of(model.segments(), model.scale()).evaluate(instants, instants.length, values, 0);
    assertThat(values).isDeepEqualTo(expected);
  }

  /** One window for each network, of two channels. */
  private static ClipModel model(List<NetworkSpec> specs) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Network network = Network.create(specs.get(i).withOutFeatures(2), i);
      segments.add(new Segment(40L * i, i == specs.size() - 1 ? 60 : 50, network));
    }
    int frames = 40 * (specs.size() - 1) + 60;
    return ClipModel.of(8000, frames, 0.5, segments, Map.of("fit.recipe", "none"));
  }

  private static Safetensors file(ClipModel model) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes(model, false)), "model");
  }

  private static byte[] bytes(ClipModel model, boolean batched) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelWriter.write(model, batched, bytes);
    return bytes.toByteArray();
  }
}
