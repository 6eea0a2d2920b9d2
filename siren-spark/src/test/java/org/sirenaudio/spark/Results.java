package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.sirenaudio.command.sweep.SweepPlan;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.CorpusFit;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.SweepFit;
import org.sirenaudio.fit.config.FitConfig;

/** Results of runs, to be compared. */
final class Results {
  private Results() {}

  /** The same corpus on this machine alone, and the SHA-256 of each of its models by its name. */
  static Map<String, String> ofSingleMachine(Path in, Path out, FitConfig config)
      throws IOException {
    CorpusFit.of(in, out, config).run(new NoManifest(), progress -> {});
    return models(out);
  }

  /** The same sweep on this machine alone, and its table without the times. */
  static List<String> sweepOfSingleMachine(Path recording, Path out, String... words)
      throws IOException {
    SweepPlan plan = Sweeps.plan(words);
    ClipJob.Reading reading = ClipJob.Reading.STRICT;
    List<SweepFit.Result> results =
        SweepFit.of(recording, out, true, reading).run(plan.ways(), 2, result -> {});
    return withoutTimes(plan.report(results).csv());
  }

  /** The table of a folder without the times. */
  static List<String> sweepTable(Path out) throws IOException {
    return withoutTimes(Files.readString(out.resolve(SweepJob.TABLE)));
  }

  private static List<String> withoutTimes(String csv) {
    return csv.lines().map(line -> line.replaceFirst(",[^,]*(,[^,]*,[^,]*)$", "$1")).toList();
  }

  /** Spark in this JVM with two cores. */
  static SparkSession session() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", false)
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  static Map<String, String> models(Path out) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("models"))) {
      for (Path file : files.toList()) {
        hashes.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Requires only models and the manifest. */
  static void requireNothingElse(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("models", ManifestFile.PARQUET);
    }
    try (Stream<Path> files = Files.walk(out)) {
      List<String> strange =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(
                  name -> !name.matches("[0-9a-f]{64}\\.safetensors|part-.*\\.parquet|_SUCCESS"))
              .filter(name -> !name.endsWith(".crc"))
              .toList();
      assertThat(strange).isEmpty();
    }
    try (Stream<Path> models = Files.list(out.resolve("models"))) {
      assertThat(models.map(Path::toString)).allMatch(name -> name.endsWith(".safetensors"));
    }
  }

  private record NoManifest() implements ManifestFile {
    @Override
    public String fileName() {
      return "manifest.none";
    }

    @Override
    public void write(Path file, Rows rows) {}
  }
}
