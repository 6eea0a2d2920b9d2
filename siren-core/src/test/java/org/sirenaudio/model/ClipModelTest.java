package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

class ClipModelTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1, 100, 16000", "2, 2, 333, 44100", "9, 1, 1000, 11025.5", "3, 8, 64, 1"})
  void whatIsWrittenIsRead(int windows, int channels, int frames, double rate) throws IOException {
    ClipModel written = Models.random(windows, channels, frames, rate);
    Path path = folder.resolve("a model.safetensors");
    written.write(path);
    ClipModel read = ClipModel.read(path);
    assertThat(read.sampleRate()).isEqualTo(rate);
    assertThat(read.frames()).isEqualTo(frames);
    assertThat(read.channels()).isEqualTo(channels);
    assertThat(read.scale()).isEqualTo(written.scale());
    assertThat(read.parameterCount()).isEqualTo(written.parameterCount());
    assertThat(read.provenance()).isEqualTo(written.provenance());
    for (int i = 0; i < windows; i++) {
      Segment is = read.segments().get(i);
      Segment should = written.segments().get(i);
      assertThat(is.firstFrame()).isEqualTo(should.firstFrame());
      assertThat(is.frames()).isEqualTo(should.frames());
      assertThat(is.network().spec()).isEqualTo(should.network().spec());
      assertThat(is.network().parameters()).isEqualTo(should.network().parameters());
    }
  }

  @Test
  void aLargeFileIsReadNetworkByNetwork() throws IOException {
    ClipModel written = Models.random(9, 2, 1000, 11025.5);
    Path path = folder.resolve("large.safetensors");
    written.write(path);
    ClipModel lazy = ModelFile.open(path);
    assertThat(lazy.parameterCount()).isEqualTo(written.parameterCount());
    assertThat(lazy.provenance()).isEqualTo(written.provenance());
    for (int i = 8; i >= 0; i--) {
      assertThat(lazy.segments().get(i).network().parameters())
          .isEqualTo(written.segments().get(i).network().parameters());
    }
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    lazy.write(again);
    assertThat(path).hasBinaryContent(again.toByteArray());

    byte[] bytes = again.toByteArray();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, Float.NaN);
    Files.write(path, bytes);
    ClipModel bad = ModelFile.open(path);
    assertThat(bad.segments().get(7).network().parameters()).isNotEmpty();
    Segment last = bad.segments().getLast();
    assertThatThrownBy(last::network)
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("large.safetensors")
        .hasMessageContaining("segments.8.net");
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> ModelFile.open(path))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void veryManyWindowsAreStackedByShape() throws IOException {
    ClipModel written = Models.random(9, 2, 1000, 11025.5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelWriter.write(written, true, bytes);
    Path path = folder.resolve("stacked.safetensors");
    Files.write(path, bytes.toByteArray());
    Safetensors file = Safetensors.read(path);
    assertThat(file.tensors()).hasSize(3);
    for (ClipModel read : List.of(ClipModel.read(path), ModelFile.open(path))) {
      assertThat(read.provenance()).isEqualTo(written.provenance());
      for (int i = 8; i >= 0; i--) {
        Segment is = read.segments().get(i);
        Segment should = written.segments().get(i);
        assertThat(is.firstFrame()).isEqualTo(should.firstFrame());
        assertThat(is.spec()).isEqualTo(should.spec());
        assertThat(is.network().parameters()).isEqualTo(should.network().parameters());
      }
    }
    for (String[] change :
        new String[][] {
          {"stacks", "5x2,6x2"},
          {"stacks", "5x2,6x2,7x3"},
          {"stacks", "5x2,6x2,7"},
          {"stacks", "5x2,6x2,100000x100000"},
          {"window_stacks", "0,1,2,0,1,2,0,1"},
          {"window_stacks", "0,1,2,0,1,2,0,1,3"},
          {"window_stacks", "0,1,2,0,1,2,0,1,-1"},
          {"window_stacks", "0,1,2,0,1,2,0,1,0.5"},
          {"window_stacks", "0,1,2,0,1,2,0,1,1"},
        }) {
      SequencedMap<String, String> metadata = new LinkedHashMap<>(file.metadata());
      metadata.put(change[0], change[1]);
      assertThatThrownBy(() -> ModelFile.decode(Safetensors.of(file.tensors(), metadata), "m"))
          .as(change[1])
          .isInstanceOf(BadDataException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFileIsNotReplacedUnlessAsked() throws IOException {
    ClipModel model = Models.random(1, 1, 20, 8000);
    Path path = Files.writeString(folder.resolve("model"), "precious");
    assertThatThrownBy(() -> model.write(path)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("precious");
    model.write(path, true);
    assertThat(ClipModel.read(path).frames()).isEqualTo(20);
    assertThat(folder).isDirectoryContaining(p -> p.equals(path));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aModelOfNonFiniteParametersIsNotWritten() {
    ClipModel model = Models.random(1, 1, 20, 8000);
    model.segments().getFirst().network().parameters()[3] = Float.NaN;
    Path path = folder.resolve("model");
    assertThatIllegalArgumentException().isThrownBy(() -> model.write(path));
    assertThat(path).doesNotExist();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] file = encoded(Models.random(2, 1, 64, 8000)).toBytes();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ClipModel.read(new ByteArrayInputStream(cut), "cut.safetensors"))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(BadDataException.class)
          .hasMessageStartingWith("cut.safetensors")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format | pt | is not a model of a clip",
        "format_version | 3 | format version 3",
        "format_version | 2 | lack stacks",
        "sample_rate | | lack sample_rate",
        "sample_rate | 0 | sample rate",
        "sample_rate | fast | 'fast'",
        "sample_rate | Infinity | finite",
        "scale | -1 | scale",
        "frames | 63 | last window",
        "frames | 1e3 | whole number",
        "frames | 99999999999999999999 | whole number",
        "channels | 2 | 2 channels",
        "windows | 0+64 | tensors",
        "windows | 0+42,32+32,60+4 | 3 numbers",
        "windows | 1+41,32+32 | first window",
        "windows | 0+10,32+32 | overlap",
        "windows | 0+0,32+32 | window",
        "windows | 0+42,32+-5 | window",
        "windows | all | FIRST+FRAMES",
        "first_omega_0 | 1,2,3 | 2 numbers",
        "hidden_omega_0 | 0 | omega0",
        "hidden_omega_0 | NaN | finite",
      })
  void alteredMetadataAreRefused(String key, String value, String complaint) throws IOException {
    Safetensors file = encoded(Models.random(2, 1, 64, 8000));
    SequencedMap<String, String> metadata = new LinkedHashMap<>(file.metadata());
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }
    assertThatThrownBy(
            () -> ModelFile.decode(Safetensors.of(file.tensors(), metadata), "m.safetensors"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("m.safetensors")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @Test
  void alteredTensorsAreRefused() throws IOException {
    Safetensors file = encoded(Models.random(1, 1, 64, 8000));
    List<Tensor> tensors = file.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      List<Tensor> missing = new java.util.ArrayList<>(tensors);
      Tensor gone = missing.remove(i);
      assertThatThrownBy(() -> ModelFile.decode(Safetensors.of(missing, file.metadata()), "m"))
          .as("without %s", gone.name())
          .isInstanceOf(BadDataException.class);
      List<Tensor> reshaped = new java.util.ArrayList<>(tensors);
      reshaped.set(i, Tensor.of(gone.name(), new float[3], 3, 1));
      assertThatThrownBy(() -> ModelFile.decode(Safetensors.of(reshaped, file.metadata()), "m"))
          .as("%s of another shape", gone.name())
          .isInstanceOf(BadDataException.class);
    }
  }

  private static Safetensors encoded(ClipModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return Safetensors.read(new ByteArrayInputStream(bytes.toByteArray()), "model");
  }

  @Test
  void windowsMustCoverTheClip() {
    Network network = Network.create(NetworkSpec.siren(3, 1, 30, 30), 1);
    refused("no window", 10);
    refused("begin at frame 0", 10, new Segment(1, 9, network));
    refused("end with the clip", 10, new Segment(0, 9, network));
    refused("overlap", 10, new Segment(0, 5, network), new Segment(5, 5, network));
    refused(
        "windows 0 and 2",
        10,
        new Segment(0, 7, network),
        new Segment(2, 6, network),
        new Segment(6, 4, network));
    Network plane = Network.create(NetworkSpec.siren(3, 1, 30, 30).withInFeatures(2), 1);
    refused("not over time", 10, new Segment(0, 10, plane));
  }

  private static void refused(String complaint, int frames, Segment... segments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClipModel.of(8000, frames, 1, List.of(segments), Map.of()))
        .withMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "5, 6", "100, 145", "7, 100000"})
  void fadesAddUpToOne(long first, long last) {
    double before = -1;
    for (int i = 0; i <= 1000; i++) {
      double instant = first + (last - first) * (i / 1000.0);
      double in = Evaluator.fadeIn(instant, first, last);
      double mirrored = Evaluator.fadeIn(first + last - instant, first, last);
      assertThat(in + mirrored).isCloseTo(1, within(1e-9));
      assertThat(in).isBetween(before, 1.0);
      before = in;
    }
    assertThat(Evaluator.fadeIn((double) first, first, last)).isZero();
    assertThat(Evaluator.fadeIn((double) last, first, last)).isOne();
  }
}
