package org.sirenaudio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** A model too large for memory, whose file is read where it is needed. */
class StoredModelTest {
  private static final int WINDOWS = 8_000;

  @TempDir Path folder;
  private Path path;
  private ClipModel written;

  @BeforeEach
  void write() throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      NetworkSpec spec = NetworkSpec.siren(10 + i % 4, 2, 20 + 0.001 * i, 30);
      segments.add(new Segment(20L * i, 24, Network.create(spec, i)));
    }
    written = ClipModel.of(44100, 20L * WINDOWS + 4, 0.3, segments, Map.of("fit.steps", "7"));
    path = folder.resolve("large.safetensors");
    written.write(path);
    assertThat(Files.size(path)).isGreaterThan(4 << 20);
  }

  @Test
  void windowsAreReadOnDemand() throws IOException {
    ClipModel read = ClipModel.read(path);
    assertThat(read.parameterCount()).isEqualTo(written.parameterCount());
    assertThat(read.provenance()).isEqualTo(written.provenance());
    for (int i = WINDOWS - 1; i >= 0; i -= 13) {
      Segment is = read.segments().get(i);
      Segment should = written.segments().get(i);
      assertThat(is.firstFrame()).isEqualTo(should.firstFrame());
      assertThat(is.spec()).isEqualTo(should.spec());
      assertThat(is.network().parameters()).isEqualTo(should.network().parameters());
    }
    Path again = folder.resolve("again");
    read.write(again);
    assertThat(again).hasSameBinaryContentAs(path);
  }

  @Test
  void replacingTheFileDoesNotAffectAnOpenModel() throws IOException {
    ClipModel read = ClipModel.read(path);
    Path other = folder.resolve("other");
    Models.random(2, 1, 100, 8000).write(other);
    Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
    assertThat(last(read)).isEqualTo(last(written));
    Files.delete(path);
    assertThat(read.segments().get(0).network().parameters())
        .isEqualTo(written.segments().get(0).network().parameters());
  }

  @Test
  void aFileChangedWhileOpenIsReported() throws IOException {
    ClipModel cut = ClipModel.read(path);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    requireComplaint(cut);
    written.write(path, true);
    ClipModel changed = ClipModel.read(path);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
    requireComplaint(changed);
  }

  private static void requireComplaint(ClipModel model) {
    assertThatThrownBy(() -> last(model))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(
            "large.safetensors: was modified while being read; run the command again");
  }

  @Test
  void aNonFiniteValueIsReportedOnUse() throws IOException {
    long bytes = Files.size(path);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer nan = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
      file.write(nan, bytes - 4);
    }
    ClipModel read = ClipModel.read(path);
    assertThat(read.segments().get(WINDOWS - 2).network().parameters()).isNotEmpty();
    assertThatThrownBy(() -> last(read))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("large.safetensors: tensor 'stacks.3.net.2.bias' (F32) has NaN");
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(bytes - 1);
    }
    assertThatThrownBy(() -> ClipModel.read(path))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("truncated");
  }

  private static float[] last(ClipModel model) {
    return model.segments().getLast().network().parameters();
  }
}
