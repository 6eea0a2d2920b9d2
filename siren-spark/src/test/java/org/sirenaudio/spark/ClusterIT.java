package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/** The job on a real cluster that loses a worker. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterIT {
  private static final int CLIPS = 60;
  private static final int MP3_CLIPS = 12;
  private static final int STEPS = 150;
  private static final FitConfig CONFIG =
      FitConfig.balanced()
          .withNetwork(n -> n.withHiddenFeatures(16))
          .withBudget(new Budget.Steps(STEPS));

  @TempDir private Path folder;
  private Path in;
  private Map<String, String> expected;

  private void fitOnASingleMachine(int clips, String ending) throws IOException {
    in = folder.resolve("in");
    Tones.write(in, clips, ending);
    expected = Results.ofSingleMachine(in, folder.resolve("single"), CONFIG);
    assertThat(expected).hasSize(clips);
  }

  private Process submit(Cluster cluster, String scheme, String... conf) throws IOException {
    return cluster.submit(
        "job",
        FitCorpusJob.class,
        List.of(conf),
        in.toString(),
        scheme + folder.resolve("out"),
        "--hidden",
        "16",
        "--steps",
        "" + STEPS);
  }

  private void requireSameAsSingleMachine(Process job, Cluster cluster) throws Exception {
    assertThat(job.waitFor()).as(cluster.log("job.log")).isZero();
    assertThat(cluster.log("job.log"))
        .contains("%1$d recordings, %1$d with a model, 0 failed".formatted(expected.size()));
    assertThat(Results.models(folder.resolve("out"))).isEqualTo(expected);
    Results.requireNothingElse(folder.resolve("out"));
  }

  @Test
  void aKilledWorkerDoesNotChangeTheResult() throws Exception {
    fitOnASingleMachine(CLIPS, "wav");
    try (Cluster cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
      Process job = submit(cluster, "file://");
      Path models = folder.resolve("out/models");
      while (job.isAlive() && (!Files.exists(models) || count(models) < CLIPS / 4)) {
        Thread.sleep(20);
      }
      assertThat(count(models)).as("models when the Worker dies").isLessThan(CLIPS);
      cluster.killWorker(1);
      requireSameAsSingleMachine(job, cluster);
      assertThat(cluster.log("job.log")).contains("Lost executor");
    }
  }

  @Test
  void failedAndSpeculativeTasksDoNotChangeTheResult() throws Exception {
    fitOnASingleMachine(CLIPS, "wav");
    try (Cluster cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
      Process job =
          submit(
              cluster,
              "flaky://",
              "spark.hadoop.fs.flaky.impl=" + FlakyFileSystem.class.getName(),
              "spark.speculation=true",
              "spark.speculation.interval=50ms",
              "spark.speculation.multiplier=1.2",
              "spark.speculation.quantile=0.2",
              "spark.speculation.minTaskRuntime=200ms");
      requireSameAsSingleMachine(job, cluster);
      assertThat(cluster.log("job.log")).contains("artificial failure", "as speculatable");
    }
  }

  @Test
  void mp3FilesAreReadWithTheCodecJars() throws Exception {
    fitOnASingleMachine(MP3_CLIPS, "mp3");
    try (Cluster cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
      Process job = submit(cluster, "file://", "spark.jars=" + Cluster.codecJars());
      requireSameAsSingleMachine(job, cluster);
    }
  }

  /** What spark-submit ends in is for the cluster to see; the manifest has a row for each file. */
  @Test
  void mp3FilesAreFailedRowsWithoutTheCodecJars() throws Exception {
    fitOnASingleMachine(MP3_CLIPS, "mp3");
    try (Cluster cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
      Process job = submit(cluster, "file://");
      assertThat(job.waitFor()).as(cluster.log("job.log")).isNotZero();
      assertThat(cluster.log("job.log")).contains("add the module siren-codecs");
    }
  }

  @Test
  void aSweepKilledAndSubmittedAgainGivesTheTableOfASingleMachine() throws Exception {
    Tones.write(folder, 1);
    String recording = folder.resolve("0/tone000.wav").toString();
    String[] sweep = {"--set", "hidden=8,12,16,20,24,28", "--set", "seed=1,2,3", "--steps", "300"};
    String[] words =
        Stream.concat(Stream.of(recording, "file://" + folder.resolve("out")), Stream.of(sweep))
            .toArray(String[]::new);
    Path models = folder.resolve("out/models");
    try (Cluster cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
      Process killed = cluster.submit("killed", SweepJob.class, List.of(), words);
      while (killed.isAlive() && (!Files.exists(models) || count(models) < 3)) {
        Thread.sleep(20);
      }
      assertThat(count(models)).as("models when the driver dies").isLessThan(18);
      killed.destroyForcibly().waitFor();
      Process again = cluster.submit("again", SweepJob.class, List.of(), words);
      assertThat(again.waitFor()).as(cluster.log("again.log")).isZero();
      assertThat(cluster.log("again.log")).contains("best     hidden=", "sweep.csv (table)");
    }
    Path single = folder.resolve("single");
    List<String> table = Results.sweepOfSingleMachine(Path.of(recording), single, sweep);
    assertThat(Results.sweepTable(folder.resolve("out"))).isEqualTo(table).hasSize(19);
    assertThat(Results.models(folder.resolve("out"))).isEqualTo(Results.models(single));
  }

  private static long count(Path models) throws IOException {
    try (Stream<Path> files = Files.list(models)) {
      return files.count();
    }
  }
}
