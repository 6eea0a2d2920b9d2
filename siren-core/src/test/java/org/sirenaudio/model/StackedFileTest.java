package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** Version 3 of the format, tensor by tensor. */
class StackedFileTest {

  /** What a header may have, in bytes, however many windows there are. */
  private static final int MOST_HEADER = 16 << 10;

  @Test
  void networksOfOneShapeAreStackedLikeInPyTorch() throws IOException {
    ClipModel model = Models.random(4, 2, 100, 8000);
    ModelBytes file = ModelBytes.of(model);
    assertThat(file.tensors().sequencedKeySet())
        .containsSequence(
            "windows.first_frame",
            "windows.first_omega_0",
            "windows.frames",
            "windows.stack",
            "windows.row",
            "stacks.0.net.0.linear.weight",
            "stacks.0.net.0.linear.bias",
            "stacks.0.net.1.linear.weight",
            "stacks.0.net.1.linear.bias",
            "stacks.0.net.2.weight",
            "stacks.0.net.2.bias",
            "stacks.1.net.0.linear.weight");
    assertThat(file.tensors()).hasSize(5 + 3 * 6);
    // Widths are 5, 6, 7, 5.
    assertThat(piece(file, "stacks.0.net.1.linear.weight").shape()).containsExactly(2L, 5L, 5L);
    assertThat(piece(file, "stacks.0.net.2.bias").shape()).containsExactly(2L, 2L);
    assertThat(piece(file, "stacks.2.net.0.linear.bias").shape()).containsExactly(1L, 7L);
    assertThat(piece(file, "windows.first_frame").dtype()).isEqualTo(Dtype.I64);
    assertThat(piece(file, "windows.first_omega_0").dtype()).isEqualTo(Dtype.F64);
    assertThat(piece(file, "windows.row").values().getInt(3 * 4)).isEqualTo(1);
    float[] fourth = model.segments().get(3).network().parameters();
    for (int i = 0; i < 25; i++) {
      float value = piece(file, "stacks.0.net.1.linear.weight").values().getFloat(4 * (25 + i));
      assertThat(value).isEqualTo(fourth[10 + i]);
    }
    assertThat(file.metadata())
        .containsEntry("hidden_omega_0", "30")
        .doesNotContainKeys("first_omega_0", "windows");
  }

  private static ModelBytes.Piece piece(ModelBytes file, String name) {
    return Objects.requireNonNull(file.tensors().get(name), name);
  }

  @Test
  void tensorDataIsAlignedAndContiguous() throws IOException {
    byte[] bytes = ModelBytes.written(Models.random(9, 2, 333, 44100));
    assertThat((8 + ModelBytes.headerBytes(bytes)) % 8).isZero();
    long end = 0;
    for (var tensor : ModelBytes.of(bytes).tensors().values()) {
      assertThat(end % tensor.dtype().bytes()).isZero();
      end += tensor.data().length;
    }
    assertThat(8 + ModelBytes.headerBytes(bytes) + end).isEqualTo(bytes.length);
  }

  @Test
  void theHeaderIsBelow16KibForAnyNumberOfWindows() throws IOException {
    // As many widths as Levenberg–Marquardt grows to, and as gradient training may allot.
    assertHeader(20_000, 2, i -> 2 + i % 19);
    assertHeader(66, 4, i -> 8 + 4 * (i % 33));
    assertHeader(400, 1, i -> 1 + i % 400);
  }

  private static void assertHeader(int windows, int layers, IntUnaryOperator width)
      throws IOException {
    ClipModel model = model(windows, layers, width);
    byte[] bytes = ModelBytes.written(model);
    assertThat(ModelBytes.headerBytes(bytes)).isLessThan(MOST_HEADER);
    ClipModel read = ClipModel.read(new ByteArrayInputStream(bytes), "m");
    assertThat(read.parameterCount()).isEqualTo(model.parameterCount());
    for (int i = 0; i < windows; i += 97) {
      Network is = read.segments().get(i).network();
      Network should = model.segments().get(i).network();
      assertThat(is.spec()).isEqualTo(should.spec());
      assertThat(is.parameters()).isEqualTo(should.parameters());
    }
    assertThat(ModelBytes.written(read)).isEqualTo(bytes);
  }

  @Test
  void paddingDoesNotChangeTheOutputs() throws IOException {
    ClipModel model = model(40, 2, i -> 1 + i);
    ModelBytes file = ModelBytes.of(model);
    ModelBytes.Piece widths = piece(file, "windows.hidden_features");
    assertThat(widths.values().getInt(0)).isEqualTo(1);
    ClipModel padded = file.with("windows.hidden_features", (ModelBytes.Piece) null).read();
    assertThat(padded.parameterCount()).isGreaterThan(model.parameterCount());
    double[] instants = new double[(int) model.frames()];
    Arrays.setAll(instants, i -> i);
    float[][] own = new float[1][instants.length];
    Evaluator.of(file.read()).evaluate(instants, instants.length, own, 0);
    float[][] filled = new float[1][instants.length];
    Evaluator.of(padded).evaluate(instants, instants.length, filled, 0);
    for (int i = 0; i < instants.length; i++) {
      assertThat(filled[0][i]).isCloseTo(own[0][i], within(1e-5f));
    }
    for (int bad : new int[] {-1, 41}) {
      assertThatThrownBy(() -> file.with("windows.hidden_features", 0, bad).read())
          .isInstanceOf(BadDataException.class);
    }
  }

  private static ClipModel model(int windows, int layers, IntUnaryOperator width) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      NetworkSpec spec = NetworkSpec.siren(width.applyAsInt(i), layers, 20 + 0.1 * i, 30);
      segments.add(new Segment(20L * i, 24, Network.create(spec, i)));
    }
    return ClipModel.of(44100, 20L * windows + 4, 0.3, segments, Map.of("fit.snr_db", "46.012"));
  }

  @Test
  void integersAreMultiplesOfAScalePerTensorAndWindow() throws IOException {
    ModelBytes file = ModelBytes.of(model(3, 1, i -> 2));
    // Weights [3, 2, 1] and [3, 1, 2]; the biases stay F32, and have scales too.
    ModelBytes stored =
        file.with("stacks.0.net.0.linear.weight", shorts(3, 2, 1))
            .with("stacks.0.net.1.weight", shorts(3, 1, 2))
            .with("stacks.0.scales", scales(3));
    ClipModel model = stored.read();
    for (int i = 0; i < 3; i++) {
      float[] is = model.segments().get(i).network().parameters();
      float[] should = file.read().segments().get(i).network().parameters().clone();
      for (int k = 0; k < 2; k++) {
        should[k] = value(2 * i + k) * (float) (0.1 * (4 * i + 1));
        should[2 + k] *= (float) (0.1 * (4 * i + 2));
        should[4 + k] = value(2 * i + k) * (float) (0.1 * (4 * i + 3));
      }
      should[6] *= (float) (0.1 * (4 * i + 4));
      assertThat(is).isEqualTo(should);
    }
    assertThatThrownBy(() -> stored.with("stacks.0.scales", (ModelBytes.Piece) null).read())
        .hasMessageContaining("stacks.0.scales is missing");
    assertThatThrownBy(() -> stored.with("stacks.0.scales", scales(2)).read())
        .hasMessageContaining("stacks.0.scales must have shape [3, 4], not [2, 4]");
    Segment first = stored.with("stacks.0.scales", 0, 1e38).read().segments().getFirst();
    assertThatThrownBy(first::network).hasMessageContaining("has the scale 1.0E38");
  }

  @Test
  void aSingleNetworkMayBeStoredAsIntegers() throws IOException {
    ModelBytes file =
        ModelBytes.of(model(1, 1, i -> 2))
            .with("net.0.linear.weight", ModelBytes.shorts(List.of(2L, 1L), -32768, 32767))
            .with("scales", ModelBytes.floats(List.of(4L), 0.5, 1, 1, 1));
    assertThat(file.read().segments().getFirst().network().parameters())
        .startsWith(-16384, 16383.5f);
  }

  private static int value(int index) {
    return 1000 * index - 32768;
  }

  private static ModelBytes.Piece shorts(long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int[] values = new int[count];
    Arrays.setAll(values, StackedFileTest::value);
    return ModelBytes.shorts(Arrays.stream(shape).boxed().toList(), values);
  }

  private static ModelBytes.Piece scales(int rows) {
    double[] scales = new double[4 * rows];
    Arrays.setAll(scales, i -> 0.1 * (i + 1));
    return ModelBytes.floats(List.of((long) rows, 4L), scales);
  }

  @Test
  void windowsMayShareANetwork() throws IOException {
    ModelBytes file = ModelBytes.of(model(3, 1, i -> 2)).with("windows.row", 2, 0);
    assertThat(file.read().segments().get(2).network().parameters())
        .isEqualTo(file.read().segments().get(0).network().parameters());
  }

  @Test
  void stacksLargerThanTheWritersBufferAreWritten() throws IOException {
    // More values than the writer collects at once: 4 of 1024 x 1024 in the second layer.
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Network network = Network.create(NetworkSpec.siren(1024, 2, 30, 30), i);
      segments.add(new Segment(20L * i, 24, network));
    }
    ClipModel model = ClipModel.of(8000, 104, 1, segments, Map.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    ClipModel read = ClipModel.read(new ByteArrayInputStream(bytes.toByteArray()), "m");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5; i++) {
      float[] is = read.segments().get(i).network().parameters();
      float[] should = segments.get(i).network().parameters();
      assertThat(is).hasSameSizeAs(should);
      for (int k = 0; k < 1000; k++) {
        int at = random.nextInt(is.length);
        assertThat(is[at]).isEqualTo(should[at]);
      }
    }
  }
}
