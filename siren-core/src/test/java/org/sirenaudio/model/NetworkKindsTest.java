package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.ComplexWire;
import org.sirenaudio.network.FourierKan;
import org.sirenaudio.network.GridEncoding;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.MultiplicativeFilters;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** Files of every kind of network, and of kinds that no version knows yet. */
class NetworkKindsTest {
  @TempDir Path folder;

  static List<List<NetworkSpec>> models() {
    NetworkSpec siren = NetworkSpec.siren(5, 2, 40, 30);
    NetworkSpec relu = NetworkSpec.relu(6, 3);
    NetworkSpec positional = NetworkSpec.positional(4, 2, 7);
    NetworkSpec encodedSiren = siren.withEncoding(new InputEncoding.Positional(3));
    NetworkSpec kan =
        NetworkSpec.of(new FourierKan(5), 4, 2).withEncoding(new InputEncoding.Harmonics(6));
    return List.of(
        List.of(siren),
        List.of(relu),
        List.of(relu, relu.withHiddenFeatures(2), relu),
        List.of(NetworkSpec.of(new Nonlinearity.Finer(50, 20, 1.5), 5, 2)),
        List.of(NetworkSpec.of(new Nonlinearity.Gaussian(30, 10), 5, 2)),
        List.of(NetworkSpec.of(new Nonlinearity.Gabor(50, 5, 2.5), 5, 2)),
        List.of(
            NetworkSpec.of(new Nonlinearity.Hosc(50, 30, 2), 5, 2),
            NetworkSpec.of(new Nonlinearity.Hosc(60, 30, 2), 3, 2)),
        List.of(
            relu.withEncoding(new InputEncoding.Fourier(9, 12.5, 3)),
            relu.withEncoding(new InputEncoding.Fourier(9, 13.5, 3)),
            relu),
        List.of(NetworkSpec.of(new ComplexWire(50, 5, 2.5), 5, 3)),
        List.of(
            NetworkSpec.of(new ComplexWire(50, 5, 2.5), 5, 3),
            NetworkSpec.of(new ComplexWire(60, 5, 2.5), 4, 3),
            NetworkSpec.of(new ComplexWire(70, 5, 2.5), 5, 3)),
        List.of(NetworkSpec.of(new MultiplicativeFilters(50, false), 5, 3)),
        List.of(NetworkSpec.of(new MultiplicativeFilters(50, true), 5, 3)),
        List.of(
            NetworkSpec.of(new MultiplicativeFilters(50, true), 5, 1),
            NetworkSpec.of(new MultiplicativeFilters(40, true), 6, 1)),
        List.of(relu.withEncoding(new GridEncoding(3, 2, 4, 20))),
        List.of(
            relu.withEncoding(new GridEncoding(3, 2, 4, 20)),
            relu.withHiddenFeatures(2).withEncoding(new GridEncoding(3, 2, 4, 32)),
            relu),
        List.of(kan, kan.withHiddenFeatures(3)),
        List.of(positional),
        List.of(positional, NetworkSpec.positional(4, 2, 5), NetworkSpec.relu(4, 2)),
        List.of(encodedSiren, siren, encodedSiren.withFirstOmega0(7)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void writtenFilesAreReadBack(List<NetworkSpec> specs) throws IOException {
    ClipModel written = model(specs);
    Path path = folder.resolve("model");
    written.write(path);
    ClipModel read = ClipModel.read(path);
    assertThat(read.parameterCount()).isEqualTo(written.parameterCount());
    for (int i = 0; i < specs.size(); i++) {
      Network network = read.segments().get(i).network();
      assertThat(network.spec()).isEqualTo(specs.get(i).withOutFeatures(2));
      assertThat(network.parameters()).isEqualTo(written.segments().get(i).network().parameters());
    }
    assertThat(path).hasBinaryContent(ModelBytes.written(read));
  }

  @Test
  void tensorNamesDoNotDependOnKindOrEncoding() throws IOException {
    for (NetworkSpec spec :
        List.of(
            NetworkSpec.siren(5, 2, 40, 30),
            NetworkSpec.relu(5, 2),
            NetworkSpec.positional(5, 2, 4))) {
      ModelBytes file = file(List.of(spec));
      assertThat(file.tensors().sequencedKeySet())
          .containsExactly(
              "net.0.linear.weight",
              "net.0.linear.bias",
              "net.1.linear.weight",
              "net.1.linear.bias",
              "net.2.weight",
              "net.2.bias");
      int inputs =
          spec.encoding() instanceof InputEncoding.Positional encoding ? encoding.octaves() : 0;
      assertThat(file.tensors().firstEntry().getValue().shape())
          .containsExactly(5L, Math.max(1L, 2L * inputs));
    }
  }

  @Test
  void metadataNamesTheKind() throws IOException {
    assertThat(file(List.of(NetworkSpec.siren(5, 2, 40, 30))).metadata())
        .containsEntry("network", "siren")
        .containsEntry("encoding", "none")
        .containsEntry("first_omega_0", "40")
        .containsEntry("hidden_omega_0", "30")
        .doesNotContainKeys("encoding_octaves", "weights", "windows");
    assertThat(file(List.of(NetworkSpec.positional(5, 2, 4))).metadata())
        .containsEntry("network", "relu")
        .containsEntry("encoding", "positional")
        .containsEntry("encoding_octaves", "4")
        .doesNotContainKeys("first_omega_0", "hidden_omega_0", "weights");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network | zebra | unknown kind 'zebra' (known: siren, finer, gaussian, wire, wire-complex,"
            + " hosc, relu, mfn-fourier, mfn-gabor and fourier-kan); upgrade",
        "encoding | zebra | unknown encoding 'zebra' (known: none, positional, fourier, harmonics"
            + " and grid); upgrade",
        "format_version | 4 | format version 4 but this version of siren reads 1, 2 and 3; upgrade"
            + " siren",
        "network | siren | lack first_omega_0",
        "encoding_octaves | 31 | 1 to 30 octaves",
        "encoding_octaves | -1 | 1 to 30 octaves",
        "encoding_octaves | 0.5 | must be an integer, not 0.5",
        "encoding_octaves | 4,5 | 1 numbers",
        "encoding_octaves | 5 | with 10 input",
        "encoding_octaves | 0 | with 1 input",
      })
  void unknownMetadataValuesAreRefused(String key, String value, String complaint)
      throws IOException {
    refused(file(List.of(NetworkSpec.positional(5, 2, 4))).with(key, value), complaint);
    if (!value.contains(",")) {
      NetworkSpec narrow = NetworkSpec.positional(3, 2, 4);
      refused(file(List.of(NetworkSpec.positional(5, 2, 4), narrow)).with(key, value), complaint);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.0.linear.weight_scale", "scale", "stacks.0.net.0.linear.weight"})
  void unknownTensorsAreRefused(String name) throws IOException {
    ModelBytes.Piece piece = ModelBytes.floats(List.of(1L), 1);
    refused(
        file(List.of(NetworkSpec.siren(3, 1, 30, 30))).with(name, piece),
        "an unknown tensor '" + name + "'; upgrade siren");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-one.safetensors", "v2-many-stereo.safetensors"})
  void integerWeightsInOldVersionsAreRefused(String name) throws IOException {
    refused(ModelBytes.committed(name).with("weights", "I16"), "weights of type I16");
    ModelBytes.committed(name).with("weights", "F32").read();
  }

  private static void refused(ModelBytes file, String complaint) {
    assertThatThrownBy(file::read)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("m.safetensors")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @Test
  void rowsOfAStackMustHaveOneShape() throws IOException {
    ModelBytes file = ModelBytes.committed("v2-encoded.safetensors");
    refused(file.with("encoding_octaves", "2,0,3"), "with 4 input");
    refused(file.with("encoding_octaves", "2,0,2"), "must have shape [2, 61], not [2, 71]");
  }

  @Test
  void modelsOfMixedKindsAreRefused() {
    List<NetworkSpec> specs = List.of(NetworkSpec.relu(3, 1), NetworkSpec.siren(3, 1, 30, 30));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model(specs))
        .withMessageContaining("window 1 is of a different kind");
  }

  @Test
  void windowsCanBeEvaluatedWithoutAModel() {
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

  private static ModelBytes file(List<NetworkSpec> specs) throws IOException {
    return ModelBytes.of(model(specs));
  }
}
