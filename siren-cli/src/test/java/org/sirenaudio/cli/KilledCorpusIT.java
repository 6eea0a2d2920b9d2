package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;

/**
 * {@code siren corpus fit} is killed with SIGKILL at random moments, {@code -Dkills=N} times, and
 * taken up again each time. Every resume has to complete, and to leave what a run that nobody
 * disturbed leaves.
 */
class KilledCorpusIT {
  private static final int KILLS = Integer.getInteger("kills", 12);
  private static final int CLIPS = 24;

  @TempDir private Path folder;
  private Path in;

  @Test
  void everyKilledCorpusFitResumesToTheSameFiles() throws Exception {
    in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < CLIPS; i++) {
      Sounds.write(Sounds.tone(1, 400 + 7 * i), in.resolve("tone%02d.wav".formatted(i)));
    }
    Path whole = folder.resolve("whole");
    assertThat(start(whole).waitFor()).isZero();
    Map<String, String> expected = models(whole);
    assertThat(expected).hasSize(CLIPS);
    SplittableRandom random = new SplittableRandom(1);
    int inTheMiddle = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path out = folder.resolve("out" + kill);
      Process process = start(out);
      awaitModels(out, random.nextInt(CLIPS), process);
      process.waitFor(random.nextLong(30), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      int there = Files.exists(out.resolve("models")) ? wholeModels(out, expected) : 0;
      inTheMiddle += there > 0 && there < CLIPS ? 1 : 0;
      assertThat(CommandRun.of(words(out)).done().json())
          .containsEntry("recordings", CLIPS)
          .containsEntry("failed", 0)
          .containsEntry("reused", there);
      assertThat(models(out)).as("kill %d", kill).isEqualTo(expected);
      requireNothingElse(out);
      delete(out);
    }
    System.out.printf("%d kills, %d of them between the models%n", KILLS, inTheMiddle);
    assertThat(inTheMiddle).as("kills between the first model and the last").isPositive();
  }

  /**
   * Waits until there are so many models; moments in time would mostly be those of Java's start.
   */
  private static void awaitModels(Path out, int count, Process process)
      throws IOException, InterruptedException {
    Path models = out.resolve("models");
    boolean there = false;
    while (!there && process.isAlive()) {
      if (Files.exists(models)) {
        try (Stream<Path> files = Files.list(models)) {
          there = files.filter(file -> file.toString().endsWith(".safetensors")).count() >= count;
        }
      }
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
  }

  private Object[] words(Path out) {
    return new Object[] {
      "corpus", "fit", in, "-o", out, "--hidden", 8, "--steps", 40, "--threads", 2, "--json"
    };
  }

  private Process start(Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object word : words(out)) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Checks and counts the existing models. */
  private static int wholeModels(Path out, Map<String, String> expected) throws Exception {
    Map<String, String> models = models(out);
    models.keySet().removeIf(name -> name.endsWith(".tmp"));
    assertThat(expected).containsAllEntriesOf(models);
    for (String name : models.keySet()) {
      ClipModel.read(out.resolve("models").resolve(name));
    }
    return models.size();
  }

  private static Map<String, String> models(Path out) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("models"))) {
      for (Path file : files.toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
      }
    }
    return hashes;
  }

  private static void requireNothingElse(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("journal.jsonl", "manifest.parquet", "models");
    }
    List<String> paths = new ArrayList<>();
    Manifests.read(out, row -> paths.add(row.path()));
    assertThat(paths).hasSize(CLIPS).isSorted();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
