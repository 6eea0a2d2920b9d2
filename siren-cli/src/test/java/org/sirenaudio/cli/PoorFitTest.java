package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.Manifests;

/** A fit that has learned nothing is an error wherever it happens; one that is poor says so. */
class PoorFitTest {

  /** One network whose first layer reaches 10 Hz: it stays at silence. */
  private static final String LOW = "--windows 1 --first-omega 1.5 --steps 4 --hidden 16";

  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
  }

  private static CommandRun run(String options, Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of(options.split(" ")));
    return CommandRun.of(all.toArray());
  }

  private void requireNoFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(recording);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOW + " --optimiser muon",
        LOW + " --gap 0.02:0.021",
        LOW + " --drop 0.1 --json",
        "--recipe seed --steps 12 --hidden 16 -q",
        "--recipe seed --first-omega 2 --steps 60 --hidden 16 -q",
        "--network relu --windows 1 --steps 2 --hidden 8",
        "--network positional --first-hz 2 --windows 1 --steps 2 --hidden 8",
        "--windows 1 --optimiser adam --steps 1 --hidden 8 --loss l1",
        "--windows 1 --optimiser muon --seconds 0.000001 --hidden 8",
      })
  void nothingLearnedIsAnErrorAndLeavesNoFiles(String options) throws IOException {
    CommandRun run = run(options, "fit", recording).failed(ExitCode.CANNOT_FIT);
    assertThat(run.err()).contains("learned nothing", "dB after", "--keep-poor");
    boolean relu = options.contains("relu");
    assertThat(run.err().contains("frequency")).isEqualTo(!relu && options.contains("first"));
    requireNoFiles();
  }

  @Test
  void upsamplingThatLearnsNothingIsAnError() throws IOException {
    run(LOW + " --factor 2", "upsample", recording).failed(ExitCode.CANNOT_FIT);
    run(LOW + " --evaluate 2", "upsample", recording).failed(ExitCode.CANNOT_FIT);
    requireNoFiles();
    CommandRun kept = run(LOW + " --factor 2 --keep-poor", "upsample", recording).done();
    assertThat(kept.out()).startsWith("result   nothing learned: ");
    assertThat(folder.resolve("tone-16000.wav")).isRegularFile();
    assertThat(run(LOW + " --evaluate 2 --keep-poor", "upsample", recording).done().out())
        .startsWith("nothing learned: ");
    assertThat(run(LOW + " --evaluate 2 --keep-poor --json", "upsample", recording).done().json())
        .containsEntry("learnedNothing", true)
        .containsEntry("interrupted", false);
  }

  @Test
  void fitsOfStdinAndPointsThatLearnNothingAreErrors() throws IOException {
    Path model = folder.resolve("m.safetensors");
    byte[] wav = Files.readAllBytes(recording);
    List<Object> words = new ArrayList<>(List.of("fit", "-", "-o", model));
    words.addAll(List.of(LOW.split(" ")));
    CommandRun.on(wav, words.toArray()).failed(ExitCode.CANNOT_FIT);
    requireNoFiles();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(i / 3000.0).append(',').append(Math.sin(2.5 * i)).append('\n');
    }
    Path csv = Files.writeString(folder.resolve("p.csv"), text);
    run(LOW + " --band-limit 3000", "fit", csv).failed(ExitCode.CANNOT_FIT);
    assertThat(folder.resolve("p.safetensors")).doesNotExist();
  }

  @Test
  void keepPoorWritesTheModel() {
    CommandRun run = run(LOW + " --keep-poor --no-plot", "fit", recording).done();
    assertThat(run.out().lines().findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("result   nothing learned: ")
                    .contains("kept for study only"));
    assertThat(folder.resolve("tone.safetensors")).isRegularFile();
    assertThat(folder.resolve("tone.siren.wav")).isRegularFile();
    assertThat(run(LOW + " --keep-poor --no-plot -y --json", "fit", recording).done().json())
        .containsEntry("learnedNothing", true)
        .containsEntry("poor", true);
  }

  @Test
  void theFirstLineReportsAPoorFit() {
    CommandRun run = run("--windows 4 --hidden 2 --steps 9 --no-plot", "fit", recording);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("result   poor: ");
    CommandRun good = run("--no-plot -y", "fit", recording).done();
    assertThat(good.out()).startsWith("clip ");
    assertThat(run("--no-plot -y --json", "fit", recording).done().json())
        .containsEntry("learnedNothing", false)
        .containsEntry("poor", false);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.25f})
  void aConstantRecordingIsNotAnError(float value) throws IOException {
    float[] samples = new float[300];
    Arrays.fill(samples, value);
    Path still = Sounds.write(Clip.of(8000, new float[][] {samples}), folder.resolve("still.wav"));
    assertThat(run("--no-plot --steps 1", "fit", still).done().out())
        .contains("silent or constant, and so is the model");
  }

  @Test
  void theSilentChannelIsNamed() throws IOException {
    float[][] samples = {Sounds.tone(1, 800).channel(0), new float[800]};
    Path half = Sounds.write(Clip.of(8000, samples), folder.resolve("half.wav"));
    assertThat(run("--no-plot", "fit", half).done().out())
        .containsPattern("channels +\\d\\d\\.\\d dB in channel 1; silent or constant: channel 2\n");
  }

  @Test
  void frequenciesBelowOneHertzAreNotRoundedToZero() throws IOException {
    float[] samples = Sounds.tone(1, 300).channel(0);
    Path slow = Sounds.write(Clip.of(1, new float[][] {samples}), folder.resolve("slow.wav"));
    assertThat(run("--no-plot", "fit", slow).done().out())
        .containsPattern("first layer to 0\\.\\d+( … 0\\.\\d+)? Hz");
  }

  @Test
  void theWorstChannelIsNamed() throws IOException {
    float[][] samples = Sounds.tone(2, 800).samples();
    for (int i = 0; i < 800; i++) {
      samples[1][i] = (float) (1e-3 * Math.sin(0.7 * i));
    }
    Path stereo = Sounds.write(Clip.of(8000, samples), folder.resolve("stereo.wav"));
    assertThat(run("--no-plot", "fit", stereo).done().out())
        .containsPattern("channels +\\d\\d\\.\\d dB in channel [12], the worst of 2");
    Map<String, Object> json = run("--no-plot -y --json", "fit", stereo).done().json();
    assertThat((List<?>) json.get("channelSnrDb"))
        .hasSize(2)
        .allSatisfy(db -> assertThat(((Number) db).doubleValue()).isGreaterThan(45.5));
    assertThat((Integer) json.get("worstChannel")).isBetween(1, 2);
  }

  @Test
  void aRecordingThatLearnsNothingIsAFailedRow() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Sounds.write(Sounds.tone(), in.resolve("a.wav"));
    Path out = folder.resolve("out");
    CommandRun failed = run(LOW, "corpus", "fit", in, "-o", out);
    assertThat(failed.code()).isNotZero();
    ManifestRow row = row(out);
    assertThat(row.status()).isEqualTo(ManifestRow.FAILED);
    assertThat(row.error()).contains("learned nothing");
    assertThat(row.model()).isNull();
    assertThat(run(LOW + " --keep-poor", "corpus", "fit", in, "-o", out).done().out())
        .contains("1 poor, under 10 dB");
    assertThat(row(out).status()).isEqualTo(ManifestRow.POOR);
    assertThat(row(out).model()).isNotNull();
    // What was kept for study is no result where it is not asked for.
    run(LOW, "corpus", "fit", in, "-o", out);
    assertThat(row(out).status()).isEqualTo(ManifestRow.FAILED);
  }

  private static ManifestRow row(Path out) throws IOException {
    List<ManifestRow> rows = new ArrayList<>();
    Manifests.read(out, rows::add);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }
}
