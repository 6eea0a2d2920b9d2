package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.command.ExitCode;

/** One recording in many ways. */
class SweepCommandTest {
  @TempDir private Path folder;
  private Path recording;
  private Path out;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(1, 1200), folder.resolve("tone.wav"));
    out = folder.resolve("tone.sweep");
  }

  private CommandRun sweep(Object... words) {
    List<Object> all = new ArrayList<>(List.of("sweep", recording));
    all.addAll(List.of(words));
    all.addAll(List.of("--steps", 30, "--windows", 1, "--optimiser", "muon", "--keep-poor"));
    return CommandRun.of(all.toArray());
  }

  @Test
  void everyCombinationHasARowAndRerunningFitsOnlyMissingOnes() throws IOException {
    CommandRun run = sweep("--set", "hidden=8,12", "--set", "first-hz=log:200:800:3").done();
    assertThat(run.out().lines().filter(line -> line.matches("(8|12) .*"))).hasSize(6);
    assertThat(run.out()).contains("best     hidden=", "sweep.csv", "sweep.png");
    List<String> csv = Files.readAllLines(out.resolve("sweep.csv"));
    assertThat(csv).hasSize(7);
    assertThat(csv.getFirst()).startsWith("hidden,first-hz,snr_db,between_db");
    assertThat(csv.get(1)).startsWith("8,200,");
    assertThat(csv.get(5)).startsWith("12,400,");
    assertThat(ImageIO.read(out.resolve("sweep.png").toFile()).getWidth()).isEqualTo(1400);

    Path model = out.resolve(csv.get(1).split(",", -1)[8]);
    FileTime written = Files.getLastModifiedTime(model);
    Files.delete(out.resolve(csv.get(2).split(",", -1)[8]));
    sweep("--set", "hidden=8,12", "--set", "first-hz=log:200:800:3").done();
    assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);
    List<String> again = Files.readAllLines(out.resolve("sweep.csv"));
    assertThat(again.get(1)).isEqualTo(csv.get(1));
    assertThat(again.get(2).split(",", -1)[2]).isEqualTo(csv.get(2).split(",", -1)[2]);
  }

  @Test
  void aCombinationThatCannotBeFittedIsARow() {
    Map<String, Object> results = sweep("--set", "hidden=8,0", "--json", "-q").done().json();
    assertThat((List<?>) results.get("rows")).hasSize(2);
    assertThat(results).containsEntry("best", 0);
    Map<?, ?> failed = (Map<?, ?>) ((List<?>) results.get("rows")).get(1);
    assertThat(failed.get("status")).isEqualTo("failed");
    assertThat(failed.get("error").toString()).contains("--hidden must be at least 1, not 0");
    assertThat(sweep("--set", "hidden=0", "-q").failed(ExitCode.BAD_DATA).err())
        .contains("no combination could be fitted");
  }

  @Test
  void randomDrawsSomeCombinations() throws IOException {
    Object[] words = {
      "--set",
      "lr-scale=log:0.5:2",
      "--set",
      "network=siren,finer",
      "--set",
      "hidden=lin:6:12",
      "--random",
      3,
      "-q"
    };
    sweep(words).done();
    List<String> csv = Files.readAllLines(out.resolve("sweep.csv"));
    assertThat(csv).hasSize(4);
    sweep(words).done();
    assertThat(Files.readAllLines(out.resolve("sweep.csv"))).isEqualTo(csv);
    assertThat(csv.subList(1, 4)).allMatch(line -> line.matches("[0-9.]+,(siren|finer),\\d+,.*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zebra=1,2 | siren fit has no option --zebra",
        "threads=1,2 | siren fit has no option --threads to set",
        "hidden | NAME=VALUES, not hidden",
        "lr=log:0:1:3 | a range must be log:FROM:TO:N",
        "lr=log:1e-4:1e-2 | number of values missing"
      })
  void invalidSettingsAreRefused(String set, String complaint) {
    assertThat(sweep("--set", set).failed(ExitCode.USAGE).err()).contains(complaint);
  }
}
