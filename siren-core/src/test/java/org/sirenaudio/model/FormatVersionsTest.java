package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of every version of the format, with the amplitudes at every half frame that the program
 * which wrote them had, or for weights of 16 bits the first that read them. They are read forever.
 */
class FormatVersionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1-one",
        "v1-many-stereo",
        "v1-relu",
        "v1-positional",
        "v2-many-stereo",
        "v2-encoded"
      })
  void committedFilesOfEveryVersionRenderUnchanged(String name) throws IOException {
    ClipModel model = ModelBytes.committed(name + ".safetensors").read();
    assertAmplitudes(model, name);
    assertThat(model.provenance())
        .containsEntry("fit.recipe", "none")
        .containsEntry("fit.snr_db", "46.123");
    assertThat(model.scale()).isEqualTo(0.71);
    Path path = folder.resolve("again.safetensors");
    model.write(path);
    assertThat(ModelBytes.of(Files.readAllBytes(path)).metadata())
        .containsEntry("format_version", "3");
    ClipModel again = ClipModel.read(path);
    assertAmplitudes(again, name);
    assertThat(again.parameterCount()).isEqualTo(model.parameterCount());
    for (int i = 0; i < model.segments().size(); i++) {
      Segment is = again.segments().get(i);
      Segment should = model.segments().get(i);
      assertThat(is.spec()).isEqualTo(should.spec());
      assertThat(is.firstFrame()).isEqualTo(should.firstFrame());
      assertThat(is.frames()).isEqualTo(should.frames());
      assertThat(is.network().parameters()).isEqualTo(should.network().parameters());
    }
  }

  @Test
  void parametersOfVersion2AreRead() throws IOException {
    ClipModel model = ModelBytes.committed("v2-encoded.safetensors").read();
    assertThat(model.segments())
        .extracting(s -> s.spec().firstOmega0())
        .containsExactly(3., 3., 7.);
    assertThat(model.segments()).extracting(s -> s.spec().fixedLayers()).containsExactly(1, 0, 1);
    assertThat(model.segments()).extracting(Segment::firstFrame).containsExactly(0L, 40L, 80L);
  }

  private static void assertAmplitudes(ClipModel model, String name) throws IOException {
    float[] expected;
    try (InputStream in = ModelBytes.open("amplitudes.safetensors")) {
      expected = Safetensors.read(in, "amplitudes").tensor(name).orElseThrow().data();
    }
    double[] instants = new double[(int) (2 * model.frames() - 1)];
    Arrays.setAll(instants, i -> i / 2.0);
    float[][] amplitudes = new float[model.channels()][instants.length];
    Evaluator.of(model).evaluate(instants, instants.length, amplitudes, 0);
    for (int c = 0; c < amplitudes.length; c++) {
      for (int i = 0; i < instants.length; i++) {
        // Vectors of another width may round another way.
        assertThat(amplitudes[c][i])
            .as("%s, channel %d, frame %s", name, c, instants[i])
            .isCloseTo(expected[c * instants.length + i], within(2e-6f));
      }
    }
  }
}
