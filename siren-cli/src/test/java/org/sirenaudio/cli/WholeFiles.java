package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;

/** Whether a folder holds only complete files. */
final class WholeFiles {

  private static final int ONNX_GRAPH = 7;

  private WholeFiles() {}

  /**
   * Requires that every file that a command has made can be read as what its name says, and that
   * nothing of its work is left.
   *
   * @param before the folder as it was
   * @param kept files that may not have changed
   */
  static void check(Path folder, Path before, List<Path> kept) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        assertThat(name).as("left over: %s", file).doesNotEndWith(".tmp").doesNotEndWith(".part");
        if (Files.isDirectory(file)) {
          continue;
        }
        Path original = before.resolve(folder.relativize(file).toString());
        if (Files.exists(original) && Files.mismatch(file, original) < 0) {
          continue;
        }
        assertThat(kept).as("inputs").doesNotContain(file);
        check(file, name);
      }
    }
    for (Path file : kept) {
      assertThat(file).exists();
    }
  }

  /** By its first bytes, whatever its extension. */
  private static void check(Path file, String name) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    if (name.startsWith("manifest.")) {
      Manifests.read(file.getParent(), row -> {});
    } else if (name.startsWith("events.out.tfevents.")) {
      // Each record has its length, in little-endian order, and checksums around it.
      ByteBuffer events = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      while (events.hasRemaining()) {
        long length = events.getLong(events.position());
        events.position(Math.toIntExact(events.position() + 16 + length));
      }
    } else if (name.endsWith(".jsonl")) {
      Files.readAllLines(file).forEach(JsonLine::parse);
    } else if (name.endsWith(".c")) {
      assertThat(new String(bytes, StandardCharsets.US_ASCII)).contains("siren_at").endsWith("}\n");
    } else if (name.endsWith(".npz")) {
      ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(bytes));
      assertThat(archive.getNextEntry()).as(name).isNotNull();
      while (archive.getNextEntry() != null) {
        // Reads on, checksums included, to the end.
      }
    } else if (name.endsWith(".onnx")) {
      assertThat(UnknownFieldSet.parseFrom(bytes).hasField(ONNX_GRAPH)).as(name).isTrue();
    } else if (beginsWith(bytes, "\u0089PNG")) {
      assertThat(ImageIO.read(new ByteArrayInputStream(bytes))).as(name).isNotNull();
    } else if (beginsWith(bytes, "<?xml")) {
      DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
      xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      xml.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    } else {
      soundOrModel(bytes, name);
    }
  }

  private static boolean beginsWith(byte[] bytes, String text) {
    byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length > start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** A complete recording or model. */
  static void soundOrModel(byte[] bytes, String name) throws IOException {
    if (beginsWith(bytes, "RIFF")) {
      assertThat(Clip.read(new ByteArrayInputStream(bytes), name).frames()).isPositive();
    } else {
      assertThat(ClipModel.read(new ByteArrayInputStream(bytes), name).parameterCount())
          .isPositive();
    }
  }
}
