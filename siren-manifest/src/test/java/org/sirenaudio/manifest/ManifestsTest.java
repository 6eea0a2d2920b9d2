package org.sirenaudio.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.BadDataException;

class ManifestsTest {
  private static final List<ManifestRow> ROWS = rows();

  @TempDir private Path folder;

  private static List<ManifestRow> rows() {
    List<ManifestRow> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      String path = "folder, \"quoted\"\n/ü 🎵 %04d.wav".formatted(i);
      rows.add(
          i % 7 == 3
              ? ManifestRow.failed(path, i % 2 == 0 ? "00" : null, path + ": is empty, \"really\"")
              : new ManifestRow(
                  path,
                  "%064x".formatted(i),
                  random.nextDouble(100),
                  44100.0,
                  (long) random.nextInt(1, 9),
                  "models/%064x.safetensors".formatted(i),
                  random.nextLong(1L << 40),
                  1000L,
                  i % 5 == 0 ? null : random.nextDouble(),
                  i % 11 == 0
                      ? null
                      : i % 13 == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(-5, 90),
                  random.nextDouble(),
                  ManifestRow.OK,
                  null));
    }
    return rows;
  }

  static Stream<ManifestFile> formats() {
    return Stream.of(new ParquetManifest(), new CsvManifest());
  }

  private Path write(ManifestFile format) throws IOException {
    Path file = folder.resolve(format.fileName());
    format.write(
        file,
        sink -> {
          for (ManifestRow row : ROWS) {
            sink.accept(row);
          }
        });
    return file;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rowsAreReadBack(ManifestFile format) throws IOException {
    write(format);
    write(format);
    List<ManifestRow> read = new ArrayList<>();
    Manifests.read(folder, read::add);
    assertThat(read).isEqualTo(ROWS);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing half-written").hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void anEmptyManifestIsReadBack(ManifestFile format) throws IOException {
    format.write(folder.resolve(format.fileName()), sink -> {});
    List<ManifestRow> read = new ArrayList<>();
    Manifests.read(folder, read::add);
    assertThat(read).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFailedWriteKeepsTheOldManifest(ManifestFile format) throws IOException {
    Path file = write(format);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                format.write(
                    file,
                    sink -> {
                      sink.accept(ROWS.getFirst());
                      throw new IOException("broken off");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken off");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  /** Another reader of Parquet sees the same table. */
  @Test
  void anIndependentReaderReadsTheParquet() throws IOException {
    Path file = write(new ParquetManifest());
    int index = 0;
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader rows = reader.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        ManifestRow expected = ROWS.get(index++);
        for (ManifestColumn column : ManifestColumn.values()) {
          String title = column.title();
          Object value =
              rows.isNull(title)
                  ? null
                  : switch (column.kind()) {
                    case TEXT -> rows.getString(title);
                    case REAL -> rows.getDouble(title);
                    case WHOLE -> rows.getLong(title);
                  };
          assertThat(value).as(title).isEqualTo(column.of(expected));
        }
      }
    }
    assertThat(index).isEqualTo(ROWS.size());
  }

  /** As Spark leaves it. */
  @Test
  void aFolderOfParquetFilesIsOneManifest() throws IOException {
    Path data = Files.createDirectory(folder.resolve("manifest.parquet"));
    for (int i = 0; i < 2; i++) {
      ManifestRow row = ROWS.get(i);
      new ParquetManifest().write(data.resolve("part-" + i + ".parquet"), sink -> sink.accept(row));
    }
    Files.write(data.resolve("_SUCCESS"), new byte[0]);
    List<ManifestRow> read = new ArrayList<>();
    Manifests.read(folder, read::add);
    assertThat(read).isEqualTo(ROWS.subList(0, 2));
  }

  @Test
  void theCsvHeaderNamesTheColumns() throws IOException {
    assertThat(Files.readAllLines(write(new CsvManifest())).getFirst())
        .isEqualTo(
            "path,sha256,duration_seconds,sample_rate_hz,channels,model,parameters,steps,"
                + "fit_seconds,snr_db,lsd,status,error");
  }

  @Test
  void missingAndMalformedManifestsAreReported() throws IOException {
    assertThatThrownBy(() -> Manifests.read(folder, row -> {}))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("contains no manifest");
    Files.writeString(folder.resolve("manifest.csv"), "path,sha256\na,b\n");
    assertThatThrownBy(() -> Manifests.read(folder, row -> {}))
        .isInstanceOf(BadDataException.class);
    Files.writeString(folder.resolve("manifest.parquet"), "PAR1 and no more");
    assertThatThrownBy(() -> Manifests.read(folder, row -> {}))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is not a manifest");
  }
}
