package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.Manifests;

class CorpusCommandTest {
  private static final String HEADER =
      "path,sha256,duration_seconds,sample_rate_hz,channels,model,parameters,steps,fit_seconds,"
          + "snr_db,lsd,status,error\r\n";

  @TempDir private Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void record() throws IOException {
    in = Files.createDirectories(folder.resolve("in/deep")).getParent();
    out = folder.resolve("out");
    Sounds.write(Sounds.tone(1, 400), in.resolve("a.wav"));
    Sounds.write(Sounds.tone(2, 500), in.resolve("deep/b.wav"));
    Files.write(in.resolve("c.aiff"), Sounds.aiff(5000.5, 300));
  }

  private CommandRun fit(Object... more) {
    List<Object> words = new ArrayList<>(List.of("corpus", "fit", in, "-o", out));
    words.addAll(List.of("--hidden", 8, "--steps", 10));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void everyReadableRecordingIsFittedAndRendered() throws IOException {
    Files.write(in.resolve("empty.wav"), new byte[0]);
    CommandRun some = fit("--json");
    assertThat(some.code()).as("some, but not all, could be fitted").isEqualTo(ExitCode.BAD_DATA);
    assertThat(some.err())
        .hasLineCount(1)
        .startsWith("siren: 1 recording could not be fitted; the first: empty.wav: is empty");
    Map<String, Object> summary = some.json();
    assertThat(summary)
        .containsEntry("recordings", 4)
        .containsEntry("fitted", 3)
        .containsEntry("reused", 0)
        .containsEntry("failed", 1)
        .containsEntry("manifest", out.resolve("manifest.parquet").toString());
    assertThat(summary.get("firstError").toString()).startsWith("empty.wav: is empty");

    CommandRun run = CommandRun.of("corpus", "render", out, "-r", 16000).done();
    assertThat(run.out()).contains("rendered-16000: 3 rendered");
    assertThat(Clip.read(out.resolve("rendered-16000/a.wav")).frames()).isEqualTo(800);
    assertThat(Clip.read(out.resolve("rendered-16000/deep/b.wav")).channels()).isEqualTo(2);
    assertThat(Clip.read(out.resolve("rendered-16000/c.aiff.wav")).sampleRate()).isEqualTo(16000);

    assertThat(CommandRun.of("corpus", "render", out, "-r", 16000).done().out())
        .contains("0 rendered, 3 skipped because they exist: add -y");
    assertThat(CommandRun.of("corpus", "render", out, "-r", 16000, "-y", "--json").done().json())
        .containsEntry("rendered", 3);
    CommandRun.of("corpus", "render", out, "-o", folder.resolve("own")).done();
    assertThat(Clip.read(folder.resolve("own/c.aiff.wav")).sampleRate()).isEqualTo(5000);
    assertThat(fit().out()).contains("4 recordings", "0 fitted, 3 reused, 1 failed\n");
  }

  @Test
  void aLowerRateIsFilteredUnlessNaive() throws IOException {
    fit("-q", "--manifest", "csv").done();
    List<String> rows = Files.readAllLines(out.resolve("manifest.csv"));
    for (String row : List.of(rows.get(1), rows.get(3))) {
      List<String> cells = List.of(row.split(",", -1));
      Path one = folder.resolve("one.wav");
      for (String naive : List.of("", " --naive")) {
        String alone = "render " + out.resolve(cells.get(5)) + " -r 1000 -y" + naive + " -o " + one;
        CommandRun.of((Object[]) alone.split(" ")).done();
        String all = "corpus render " + out + " -r 1000 -y" + naive;
        CommandRun.of((Object[]) all.split(" ")).done();
        assertThat(out.resolve("rendered-1000").resolve(cells.getFirst()))
            .hasSameBinaryContentAs(one);
      }
    }
  }

  @Test
  void aCsvManifestHasARowPerRecording() throws IOException {
    fit("--manifest", "csv", "-q").done();
    List<String> lines = Files.readAllLines(out.resolve("manifest.csv"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1))
        .startsWith("a.wav,")
        .contains(",0.05,8000.0,1,models/")
        .endsWith(",ok,");
    CommandRun.of("corpus", "render", out).done();
    assertThat(out.resolve("rendered/deep/b.wav")).exists();
    fit("-q").done();
    assertThat(out.resolve("manifest.csv")).doesNotExist();
    assertThat(out.resolve("manifest.parquet")).exists();
  }

  @Test
  void jsonProgressFollowsItsSchema() {
    CommandRun run = fit("--progress", "json");
    assertThat(run.code()).isZero();
    assertThat(run.err().lines())
        .isNotEmpty()
        .allSatisfy(line -> JsonContract.check("corpus-progress", line));
    assertThat(run.err().lines().map(JsonLine::parse))
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsKeys("clips", "allClips", "failed", "audioSeconds", "realTime"));
  }

  @Test
  void unusableFoldersAreReportedInOneLine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path none : List.of(empty, folder.resolve("missing"))) {
      assertThat(CommandRun.of("corpus", "fit", none, "-o", out).failed(ExitCode.NO_INPUT).err())
          .startsWith("siren: " + none + ": ");
    }
    CommandRun.of("corpus", "fit", in.resolve("a.wav"), "-o", out).failed(ExitCode.BAD_DATA);
    CommandRun.of("corpus", "fit", in).failed(ExitCode.USAGE);
    CommandRun.of("corpus").failed(ExitCode.USAGE);
    CommandRun.of("corpus", "fit", in, "-o", in.resolve("deep/out")).failed(ExitCode.USAGE);
    CommandRun.of("corpus", "fit", in, "-o", in.resolve("a.wav/out"), "--steps", 1)
        .failed(ExitCode.USAGE);
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun.of("corpus", "fit", in, "-o", file).failed(ExitCode.CANNOT_CREATE);
    CommandRun.of("corpus", "render", empty).failed(ExitCode.NO_INPUT);
    assertThat(out).doesNotExist();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void pipesAndLinkCyclesAreRowsOfTheManifest() throws Exception {
    Path mkfifo = Path.of("/usr/bin/mkfifo");
    assumeTrue(Files.isExecutable(mkfifo), "no mkfifo");
    Process made = new ProcessBuilder(mkfifo.toString(), in.resolve("pipe.wav").toString()).start();
    assertThat(made.waitFor()).isZero();
    Files.createSymbolicLink(in.resolve("circle"), in);
    CommandRun run = fit("--json");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).startsWith("siren: 2 recordings could not be fitted; the first: ");
    assertThat(run.json())
        .containsEntry("recordings", 5)
        .containsEntry("fitted", 3)
        .containsEntry("failed", 2);
    assertThat(fit("--fail-fast").failed(ExitCode.BAD_DATA).err().lines()).hasSize(1);
  }

  @Test
  void aCorpusWithoutAFittableRecordingIsAnError() throws IOException {
    Path bad = Files.createDirectory(folder.resolve("bad"));
    Files.writeString(bad.resolve("a.mp3"), "no sound");
    CommandRun run = CommandRun.of("corpus", "fit", bad, "-o", out, "-q").failed(ExitCode.BAD_DATA);
    assertThat(run.err())
        .contains("no recording in " + bad, "the first: a.mp3: is not a supported sound file");
    assertThat(out.resolve("manifest.parquet")).exists();
    Files.write(in.resolve("z.wav"), new byte[100_000]);
    assertThat(fit("--fail-fast").failed(ExitCode.BAD_DATA).err()).startsWith("siren: z.wav: ");
  }

  @Test
  void aMissingModelDoesNotStopTheOtherRenderings() throws IOException {
    Sounds.write(Sounds.tone(1, 700), in.resolve("c.aiff.wav"));
    fit("-q").done();
    List<ManifestRow> rows = new ArrayList<>();
    Manifests.read(out, rows::add);
    Files.delete(out.resolve(String.valueOf(rows.getFirst().model())));
    Path left = Files.createDirectories(out.resolve("rendered")).resolve(".siren-0.tmp");
    Files.writeString(left, "half");
    Files.setLastModifiedTime(left, FileTime.fromMillis(0));
    CommandRun run = CommandRun.of("corpus", "render", out);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .startsWith("siren: 2 models could not be rendered; the first: ")
        .contains("has this name");
    assertThat(run.out()).contains("rendered: 2 rendered");
    assertThat(out.resolve("rendered/deep/b.wav")).exists();
    assertThat(Clip.read(out.resolve("rendered/c.aiff.wav")).sampleRate()).isEqualTo(5000);
    assertThat(left).doesNotExist();
    fit("-q").done();
    assertThat(CommandRun.of("corpus", "render", out, "-r", 900_000).failed(ExitCode.USAGE).err())
        .contains("768000");
    assertThat(CommandRun.of("corpus", "render", out).err())
        .startsWith("siren: 1 model could not be rendered");
    assertThat(out.resolve("rendered/a.wav")).exists();
  }

  @Test
  void clippedSamplesAreCounted() throws IOException {
    fit("-q", "--manifest", "csv").done();
    assertThat(CommandRun.of("corpus", "render", out, "--json").done().json())
        .containsEntry("clippedSamples", 0)
        .containsEntry("failed", 0)
        .containsEntry("firstError", null);
  }

  @Test
  void aManifestCannotNameFilesOutsideItsFolder() throws IOException {
    Files.createDirectories(out);
    for (String row :
        List.of(
            "../../evil.wav,,,,,models/x.safetensors,,,,,,ok,",
            "/evil.wav,,,,,models/x.safetensors,,,,,,ok,",
            "a.wav,,,,,../../etc/passwd,,,,,,ok,")) {
      Files.writeString(out.resolve("manifest.csv"), HEADER + row + "\r\n");
      assertThat(CommandRun.of("corpus", "render", out).failed(ExitCode.BAD_DATA).err())
          .contains("is outside the folder");
    }
  }

  /** A file size limit simulates a full disk. */
  @Test
  void aFullDiskIsReported() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no sh");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -f 2; exec \"$@\"",
                "sh",
                java,
                "-XX:-UsePerfData",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "corpus",
                "fit",
                in.resolve("deep").toString(),
                "-o",
                out.toString(),
                "--hidden",
                "16",
                "--steps",
                "2")
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(err.lines().filter(line -> line.startsWith("siren: models/")))
        .hasSize(1)
        .allMatch(line -> line.contains("cannot be written") && line.contains("make room"));
    try (var files = Files.list(out.resolve("models"))) {
      assertThat(files).as("nothing half-written").isEmpty();
    }
    assertThat(fit("--json").done().json()).containsEntry("fitted", 3);
  }
}
