package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.config.FitConfig;

class CorpusFitTest {
  @TempDir private Path folder;
  private final Tones.Kept manifest = new Tones.Kept();
  private Path in;
  private Path out;

  @BeforeEach
  void record() throws IOException {
    in = folder.resolve("in");
    out = folder.resolve("results/out");
    for (int i = 0; i < 6; i++) {
      Tones.write(in.resolve(i % 2 + "/" + i + ".wav"), 400 + 100 * i, i);
    }
  }

  private CorpusProgress run(FitConfig config) throws IOException {
    return CorpusFit.of(in, out, config).run(manifest, progress -> {});
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyRecordingHasAModelAndARowInOrder() throws IOException {
    Files.write(in.resolve("1/empty.wav"), new byte[0]);
    CorpusProgress end = run(Tones.QUICK);
    assertThat(end.allClips()).isEqualTo(7);
    assertThat(end.clips()).isEqualTo(7);
    assertThat(end.failed()).isOne();
    assertThat(end.reused()).isZero();
    assertThat(end.spent()).isEqualTo(1);
    assertThat(end.firstError()).startsWith("1/empty.wav: is empty");
    assertThat(manifest.rows)
        .extracting(ManifestRow::path)
        .containsExactly(
            "0/0.wav", "0/2.wav", "0/4.wav", "1/1.wav", "1/3.wav", "1/5.wav", "1/empty.wav");
    assertThat(manifest.rows.stream().filter(ManifestRow::isOk))
        .hasSize(6)
        .allMatch(row -> Files.exists(out.resolve(String.valueOf(row.model()))));
    assertThat(Tones.models(out)).hasSize(6);
    assertThat(files()).containsExactly("journal.jsonl", "models");
  }

  @Test
  void aSecondRunFitsOnlyMissingModels() throws IOException {
    run(Tones.QUICK);
    List<ManifestRow> first = List.copyOf(manifest.rows);
    Map<String, List<Byte>> models = Tones.models(out);
    long journal = Files.size(out.resolve(Journal.NAME));
    CorpusProgress nothing = run(Tones.QUICK.withThreads(1));
    assertThat(nothing.reused()).isEqualTo(6);
    assertThat(manifest.rows).isEqualTo(first);
    assertThat(Files.size(out.resolve(Journal.NAME))).isEqualTo(journal);

    Files.delete(out.resolve(String.valueOf(first.get(2).model())));
    Files.write(out.resolve("models/.siren-0123456789abcdef.tmp"), new byte[10]);
    Tones.write(in.resolve("new.wav"), 500, 9);
    CorpusProgress two = run(Tones.QUICK);
    assertThat(two.reused()).isEqualTo(5);
    assertThat(Tones.models(out)).hasSize(7).containsAllEntriesOf(models);
  }

  @Test
  void withoutAJournalExistingModelsAreReused() throws IOException {
    run(Tones.QUICK);
    List<ManifestRow> first = List.copyOf(manifest.rows);
    Files.delete(out.resolve(Journal.NAME));
    run(Tones.QUICK);
    assertThat(manifest.rows).isEqualTo(first.stream().map(r -> r.withFitSeconds(null)).toList());
  }

  @Test
  void anotherRecipeGivesOtherModels() throws IOException {
    run(Tones.QUICK);
    run(Tones.QUICK.withRandomSeed(2));
    assertThat(Tones.models(out)).hasSize(12);
    assertThat(manifest.rows).hasSize(6);
  }

  @Test
  void equalRecordingsShareAModel() throws IOException {
    Files.copy(in.resolve("0/0.wav"), in.resolve("copy.wav"));
    run(Tones.QUICK);
    assertThat(Tones.models(out)).hasSize(6);
    assertThat(manifest.rows.getFirst().model()).isEqualTo(manifest.rows.getLast().model());
  }

  @Test
  void theManifestReplacesOlderManifestsOnly() throws IOException {
    Files.createDirectories(out.resolve("unfinished/of another recipe"));
    Files.createDirectories(out.resolve(ManifestFile.PARQUET));
    Files.writeString(out.resolve(ManifestFile.PARQUET).resolve("part-0.parquet"), "of Spark");
    Files.writeString(out.resolve(ManifestFile.CSV), "text");
    Files.writeString(out.resolve("manifest.json"), "of somebody");
    CorpusFit.of(in, out, Tones.QUICK).run(new Parquet(), progress -> {});
    assertThat(out.resolve(ManifestFile.PARQUET)).hasContent("rows");
    assertThat(files())
        .containsExactly(
            "journal.jsonl", "manifest.json", "manifest.parquet", "models", "unfinished");
    assertThat(out.resolve("unfinished/of another recipe")).exists();
  }

  private record Parquet() implements ManifestFile {
    @Override
    public String fileName() {
      return PARQUET;
    }

    @Override
    public void write(Path file, Rows rows) throws IOException {
      Files.writeString(file, "rows");
    }
  }

  @Test
  void failFastStopsAtTheFirstFailure() throws IOException {
    Files.write(in.resolve("bad.wav"), new byte[2000]);
    CorpusFit fit = CorpusFit.of(in, out, Tones.QUICK.withThreads(1)).failingFast();
    assertThatThrownBy(() -> fit.run(manifest, progress -> {}))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("bad.wav: is not a supported sound file");
    assertThat(manifest.rows).isEmpty();
    assertThat(Tones.models(out)).hasSizeLessThan(6);
  }

  private interface Meanwhile {
    void run() throws IOException;
  }

  /** Fits on one thread, and does something at each word of progress. */
  private void runWhile(Meanwhile meanwhile) throws IOException {
    CorpusFit fit = CorpusFit.of(in, out, Tones.QUICK.withThreads(1));
    fit.run(
        manifest,
        progress -> {
          try {
            meanwhile.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void aFileRemovedDuringTheRunIsAFailedRow() throws IOException {
    runWhile(() -> Files.deleteIfExists(in.resolve("0/0.wav")));
    assertThat(manifest.rows.getFirst().error()).isEqualTo("0/0.wav: was removed during the run");
    assertThat(Tones.models(out)).hasSize(5);
  }

  @Test
  void anOutputFolderThatCannotBeCreatedIsReported() {
    out = Path.of("/proc/siren/out");
    assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc");
    assertThatThrownBy(() -> run(Tones.QUICK))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("out: cannot be created: no ");
  }

  @Test
  void aLinkCycleDuringTheRunIsAFailedRow() throws IOException {
    runWhile(
        () -> {
          Files.deleteIfExists(in.resolve("0/0.wav"));
          Files.createSymbolicLink(in.resolve("0/0.wav"), Path.of("0.wav"));
        });
    assertThat(manifest.rows.getFirst().error()).startsWith("0/0.wav: cannot be read: ");
    assertThat(Tones.models(out)).hasSize(5);
  }

  @Test
  void aStoppedRunResumes() throws IOException {
    CorpusFit fit = CorpusFit.of(in, out, Tones.QUICK);
    List<CorpusProgress> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                fit.run(
                    manifest,
                    progress -> {
                      heard.add(progress);
                      fit.stop();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).isNotEmpty();
    assertThat(manifest.rows).isEmpty();
    run(Tones.QUICK);
    assertThat(Tones.models(out)).hasSize(6);
  }

  @Test
  void anOutputFolderInsideTheRecordingsIsRefused() throws IOException {
    for (Path among : List.of(in, in.resolve("0"), in.resolve("x/y"), in.resolve("0/../out"))) {
      out = among;
      assertThatThrownBy(() -> run(Tones.QUICK))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lies inside");
    }
    Files.createSymbolicLink(folder.resolve("link"), in.resolve("0"));
    out = folder.resolve("link/deep");
    assertThatThrownBy(() -> run(Tones.QUICK)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileInPlaceOfTheOutputFolderIsReported() throws IOException {
    out = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> run(Tones.QUICK))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("file: ");
  }
}
