package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void writtenFilesAreReadBack(int windows, int channels, int frames, double rate)
      throws IOException {
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
    byte[] file = ModelBytes.written(Models.random(2, 1, 64, 8000));
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
        "format_version | 2 | lack stacks",
        "sample_rate | | lack sample_rate",
        "sample_rate | 0 | sample rate",
        "sample_rate | fast | 'fast'",
        "sample_rate | Infinity | finite",
        "scale | -1 | scale",
        "frames | 219 | last window",
        "frames | 1e3 | an integer",
        "frames | 99999999999999999999 | an integer",
        "channels | 1 | 1 channels",
        "windows | 0+64 | not 1 numbers",
        "windows | 0+50,40+51,80+52,120+53 | not 4 numbers",
        "windows | 0+50,40+51,80+52,120+53,160+59,190+30 | segments.5.net.0.linear.weight",
        "windows | 1+50,40+51,80+52,120+53,160+60 | first window",
        "windows | 0+20,40+51,80+52,120+53,160+60 | overlap",
        "windows | 0+0,40+51,80+52,120+53,160+60 | window",
        "windows | 0+50,40+-5,80+52,120+53,160+60 | window",
        "windows | all | FIRST+FRAMES",
        "first_omega_0 | 1,2,3 | 5 numbers",
        "hidden_omega_0 | 0 | omega0",
        "hidden_omega_0 | NaN | finite",
      })
  void alteredMetadataOfVersion1AreRefused(String key, String value, String complaint)
      throws IOException {
    refused(ModelBytes.committed("v1-many-stereo.safetensors").with(key, value), complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stacks | 3x2,4x2 | not integers below 2",
        "stacks | 3x2,4x2,5x3 | must have shape",
        "stacks | 3x2,4x2,7 | HIDDENxLAYERS",
        "stacks | 3x2,4x2,100000x100000 | layers",
        "window_stacks | 0,1,2,0,1,2,0,1 | 9 numbers",
        "window_stacks | 0,1,2,0,1,2,0,1,3 | not integers below 3",
        "window_stacks | 0,1,2,0,1,2,0,1,-1 | not integers below 3",
        "window_stacks | 0,1,2,0,1,2,0,1,0.5 | not integers below 3",
        "window_stacks | 0,1,2,0,1,2,0,1,1 | must have shape",
      })
  void alteredMetadataOfVersion2AreRefused(String key, String value, String complaint)
      throws IOException {
    refused(ModelBytes.committed("v2-many-stereo.safetensors").with(key, value), complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows.first_frame | 0 | 1 | first window does not begin",
        "windows.first_frame | 1 | -1 | value -1",
        "windows.first_frame | 1 | 9e18 | value 9",
        "windows.first_frame | 2 | 5 | does not overlap",
        "windows.frames | 0 | 0 | no frames",
        "windows.frames | 1 | 200 | does not overlap",
        "windows.frames | 3 | 5 | does not overlap",
        "windows.stack | 0 | 3 | no row 0 in stack 3",
        "windows.stack | 0 | -1 | value -1",
        "windows.row | 0 | 2 | no row 2 in stack 0",
        "windows.row | 0 | -2 | value -2",
        "windows.first_omega_0 | 3 | 0 | omega0",
        "windows.first_omega_0 | 3 | NaN | finite",
        "stacks.1.net.1.linear.weight | 3 | NaN | (F32) has NaN at index 3",
      })
  void alteredTensorsOfVersion3AreRefused(String name, int index, double value, String complaint)
      throws IOException {
    ModelBytes file = ModelBytes.of(Models.random(4, 2, 100, 8000));
    refused(file.with(name, index, value), complaint);
  }

  @Test
  void everyTensorIsWrittenInItsShape() throws IOException {
    for (int windows : new int[] {1, 4}) {
      ModelBytes file = ModelBytes.of(Models.random(windows, 2, 100, 8000));
      for (String name : file.tensors().keySet()) {
        assertThatThrownBy(() -> file.with(name, (ModelBytes.Piece) null).read())
            .as("without %s", name)
            .isInstanceOf(BadDataException.class);
        refused(file.with(name, ModelBytes.floats(List.of(3L, 1L), 1, 2, 3)), "");
      }
    }
  }

  private static void refused(ModelBytes file, String complaint) {
    assertThatThrownBy(file::read)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("m.safetensors")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
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
    refused("does not take time as its only input", 10, new Segment(0, 10, plane));
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
