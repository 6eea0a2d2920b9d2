package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.command.sweep.SweepReport;

/** The job in one JVM with two cores. */
class SweepJobTest {
  private static final String[] SWEEP = {
    "--set", "network=siren,finer,grid", "--set", "hidden=8,0", "--steps", "12", "--windows", "2",
  };

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

  private SweepReport run(String recording, Path out) throws IOException {
    return new SweepJob(
            new org.apache.hadoop.fs.Path(folder.resolve(recording).toUri()),
            new org.apache.hadoop.fs.Path(out.toUri()),
            true,
            Incomplete.REFUSED)
        .run(spark, Sweeps.plan(SWEEP));
  }

  @Test
  void tableAndModelsEqualThoseOfASingleMachineAndExistingModelsAreKept() throws IOException {
    Tones.write(folder, 1);
    Path single = folder.resolve("single");
    List<String> expected =
        Results.sweepOfSingleMachine(folder.resolve("0/tone000.wav"), single, SWEEP);
    Path out = folder.resolve("out");
    SweepReport report = run("0/tone000.wav", out);
    assertThat(report.text("files")).contains("best     network=", "hidden=0: --hidden must be");
    assertThat(Results.sweepTable(out)).isEqualTo(expected).hasSize(7);
    assertThat(Results.models(out)).isEqualTo(Results.models(single)).hasSize(3);
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("models", SweepJob.TABLE);
    }

    Path model = out.resolve(String.valueOf(report.rows().getFirst().result().row().model()));
    FileTime written = Files.getLastModifiedTime(model);
    run("0/tone000.wav", out);
    assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);
    assertThat(Results.sweepTable(out)).isEqualTo(expected);
  }

  @Test
  void aMissingRecordingIsReported() {
    assertThatThrownBy(() -> run("none.wav", folder.resolve("out")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aRecordingThatIsNotSoundIsARowForEachCombination() throws IOException {
    Files.writeString(folder.resolve("text.wav"), "Hello, sound!");
    SweepReport report = run("text.wav", folder.resolve("out"));
    assertThat(report.best()).isNull();
    assertThat(report.rows()).hasSize(6).allMatch(row -> row.failed());
    assertThat(report.rows().getFirst().error()).startsWith("is not a supported sound file");
  }
}
