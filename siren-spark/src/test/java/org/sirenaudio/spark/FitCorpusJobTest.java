package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/** The job in one JVM with two cores. */
class FitCorpusJobTest {
  private static final FitConfig CONFIG =
      FitConfig.balanced()
          .withNetwork(n -> n.withHiddenFeatures(8))
          .withBudget(new Budget.Steps(12));

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = Results.session();
  }

  @AfterAll
  static void stop() throws IOException {
    spark.close();
  }

  @Test
  void modelsEqualThoseOfASingleMachine() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Tones.write(in, 12);
    Tones.spoil(in);
    Path out = folder.resolve("out");
    Map<String, String> expected =
        Results.ofSingleMachine(in, folder.resolve("single"), CONFIG.withThreads(2));
    Dataset<Row> manifest =
        FitCorpusJob.of(in.toString(), out.toUri().toString(), CONFIG).run(spark);
    assertThat(Results.models(out)).isEqualTo(expected).hasSize(12);
    Results.requireNothingElse(out);
    assertThat(
            manifest.filter("status = 'ok' and snr_db > 0 and lsd > 0 and fit_seconds > 0").count())
        .isEqualTo(12);
    List<Row> failed =
        manifest
            .filter("status = 'failed'")
            .select("path", "error")
            .orderBy("path")
            .collectAsList();
    assertThat(failed).hasSize(2);
    assertThat(failed.get(0).getString(1)).startsWith("empty.wav: is empty (0 bytes)");
    assertThat(failed.get(1).getString(1)).startsWith("text.flac: is not a supported sound file");

    // Again: nothing is fitted, so no time is known; and one model that was lost comes back.
    String lost = expected.keySet().iterator().next();
    Files.delete(out.resolve("models").resolve(lost));
    Dataset<Row> again = FitCorpusJob.of(in.toString(), out.toString(), CONFIG).run(spark);
    assertThat(Results.models(out)).isEqualTo(expected);
    assertThat(again.filter("fit_seconds is not null").count()).isOne();
  }

  @Test
  void truncatedRecordingsAreSalvagedOnRequest() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Tones.write(in, 1);
    Path file = in.resolve("0/tone000.wav");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    FitCorpusJob job =
        FitCorpusJob.of(in.toString(), folder.resolve("out").toUri().toString(), CONFIG);
    assertThat(job.run(spark).filter("status = 'failed'").count()).isOne();
    assertThat(job.salvaging().run(spark).filter("status = 'ok'").count()).isOne();
  }

  @Test
  void unusableFoldersAreReported() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    assertThatThrownBy(() -> run(in, folder.resolve("out")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no sound file");
    assertThatThrownBy(() -> run(folder.resolve("none"), folder.resolve("out")))
        .isInstanceOf(NoSuchFileException.class);
    Tones.write(in, 1);
    assertThatThrownBy(() -> run(in, in.resolve("deeper/out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lies inside");
  }

  private static void run(Path in, Path out) throws Exception {
    FitCorpusJob.of(in.toString(), out.toString(), CONFIG).run(spark);
  }
}
