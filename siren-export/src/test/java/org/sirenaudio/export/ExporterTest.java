package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.ComplexWire;
import org.sirenaudio.network.FourierKan;
import org.sirenaudio.network.GridEncoding;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.MultiplicativeFilters;
import org.sirenaudio.network.NetworkSpec;

class ExporterTest {

  /** As in the META-INF/services of a later module. */
  public static final class Counting implements Exporter {
    @Override
    public String ending() {
      return "count.txt";
    }

    @Override
    public String description() {
      return "count of windows";
    }

    @Override
    public void write(ClipModel model, OutputStream out) throws IOException {
      out.write(model.segments().size());
    }
  }

  @Test
  void exportersAreFoundByExtension() {
    assertThat(Exporter.all())
        .extracting(Exporter::ending)
        .containsExactly("c", "count.txt", "npz", "onnx");
    assertThat(Exporter.of("m.ONNX")).containsInstanceOf(OnnxExporter.class);
    assertThat(Exporter.of("a.c")).containsInstanceOf(CExporter.class);
    assertThat(Exporter.of("a.onnx.npz")).containsInstanceOf(NpzExporter.class);
    assertThat(Exporter.of("a.count.txt")).containsInstanceOf(Counting.class);
    assertThat(Exporter.of("onnx")).isEmpty();
    assertThat(Exporter.of("m.txt")).isEmpty();
  }

  static Stream<Arguments> networksWithoutAFormula() {
    NetworkSpec siren = NetworkSpec.siren(5, 2, 40, 30);
    NetworkSpec wire = NetworkSpec.of(new ComplexWire(50, 5, 2), 5, 3);
    NetworkSpec filters = NetworkSpec.of(new MultiplicativeFilters(50, true), 5, 3);
    NetworkSpec kan = NetworkSpec.of(new FourierKan(5), 5, 2);
    NetworkSpec grid = siren.withEncoding(new GridEncoding(3, 2, 4, 20));
    return Stream.of(
        Arguments.of("c", wire, "networks of the kind wire-complex"),
        Arguments.of("onnx", wire, "networks of the kind wire-complex"),
        Arguments.of("c", filters, "networks of the kind mfn-gabor"),
        Arguments.of("onnx", kan, "networks of the kind fourier-kan"),
        Arguments.of("c", siren.withEncoding(new InputEncoding.Harmonics(5)), "harmonics"),
        Arguments.of("c", grid, "networks with the encoding grid"),
        Arguments.of("onnx", grid, "networks with the encoding grid"),
        Arguments.of("npz", grid, "networks with the encoding grid"));
  }

  @ParameterizedTest
  @MethodSource("networksWithoutAFormula")
  void anUnsupportedNetworkIsRefused(String ending, NetworkSpec spec, String what) {
    ClipModel model = Samples.model(1, 60, spec);
    Exporter exporter = Exporter.of("m." + ending).orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.write(model, OutputStream.nullOutputStream()))
        .withMessageContaining("a ." + ending + " file does not support")
        .withMessageContaining(what);
  }

  @Test
  void npzHoldsNetworksWithVectorActivations() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NetworkSpec wire = NetworkSpec.of(new ComplexWire(50, 5, 2), 5, 3);
    new NpzExporter().write(Samples.model(1, 60, wire, wire.withHiddenFeatures(4)), out);
    assertThat(out.size()).isPositive();
  }
}
