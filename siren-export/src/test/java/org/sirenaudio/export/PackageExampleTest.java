package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.NetworkSpec;

/** The example on the package's page, whose package-info.java shows the marked lines. */
class PackageExampleTest {
  @TempDir private Path folder;

  @Test
  void theExampleWritesAModel() throws IOException {
    ClipModel model = Samples.model(1, 60, NetworkSpec.siren(5, 2, 40, 30));
    Path file = folder.resolve("model.onnx");
    // @start region=export
    Exporter exporter = Exporter.of(file.toString()).orElseThrow();
    try (OutputStream out = Files.newOutputStream(file)) {
      exporter.write(model, out);
    }
    // @end
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void thePackagePageShowsTheExample() {
    assertThat(Path.of("src/main/java/org/sirenaudio/export/package-info.java"))
        .content()
        .contains("PackageExampleTest.java\" region=\"export\"}", "@since");
  }
}
