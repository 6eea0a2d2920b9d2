package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.sirenaudio.model.ClipModel;

class ExporterTest {

  /** As a module that comes later has one, in its META-INF/services. */
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
  void kindsAreFoundByTheirEndings() {
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
}
