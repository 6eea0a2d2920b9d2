package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

/** A command line that asks for what there is not ends in one line that names it, and in 2. */
class BadUsageTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
  }

  private void refuses(String words, String complaint) throws IOException {
    String line = words.replace("IN", recording.toString());
    CommandRun run = CommandRun.of((Object[]) line.split(" ")).failed(ExitCode.USAGE);
    assertThat(run.err()).contains(complaint).doesNotContain("unexpected", "Exception");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(recording);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fitt IN, unknown command 'fitt'; did you mean fit?; see siren --help",
    "banana IN, unknown command 'banana'; see siren --help",
    "IN, unknown command",
    "--nope, unknown option '--nope'; see siren --help",
    "fit IN --nope, unknown option '--nope'; see siren fit --help",
    "render IN --nope, see siren render --help",
    "info IN --nope, see siren info --help",
    "fit, missing required parameter 'IN'; see siren fit --help",
    "render, missing required parameter 'MODEL'",
    "info, missing required parameter 'FILE'",
    "fit IN IN, extra argument ",
    "fit IN --stpes 5, unknown option '--stpes'; did you mean --steps?; see siren fit --help",
    "info IN --jso, unknown option '--jso'; did you mean --json?; see siren info --help",
    "fit - --band-limit 8000, a CSV file cannot be read from stdin; give a file name",
    "fit IN --layers, missing required parameter for option '--layers'",
    "upsample IN, missing required argument",
    "corpus fit IN -o -, -o must be a folder",
    "corpus render IN -o -, -o must be a folder"
  })
  void unknownAndMissingWordsAreReportedInOneLine(String words, String complaint)
      throws IOException {
    refuses(words, complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit IN --optimiser foo | choose one of auto, adam, muon, lm, pursuit, not |foo",
        "fit IN --encoding foo | choose one of pcm_16, pcm_24, float, not |foo",
        "corpus fit IN -o x --manifest foo | choose one of parquet, csv, not |foo",
        "fit IN --progress foo | choose one of auto, bar, json, none, not |foo",
        "fit IN --layers 2.5 | is not an integer; see siren fit --help|2.5",
        "fit IN --seed 1e9 | is not an integer; see siren fit --help|1e9",
        "fit IN --lr much | is not a number; see siren fit --help|much"
      })
  void valuesOfTheWrongTypeAreNamed(String words, String complaint, String value)
      throws IOException {
    refuses(words, complaint);
    refuses(words, "'" + value + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "studio --port 99999 | --port must be from 0 to 65535, not 99999; see siren studio --help",
        "studio --host 0.0.0.0 | --host must be one address of this machine",
        "studio --max-upload x | a size must be a number of bytes"
      })
  void valuesOutOfAnOptionsRangeAreReported(String words, String complaint) throws IOException {
    refuses(words, "siren: " + complaint);
  }

  /** That of a variable that is not set would else be the folder that one is in. */
  @ParameterizedTest
  @CsvSource({
    "fit|, 'at index 0 (IN): the file name is empty; see siren fit --help'",
    "fit|IN|-o|, 'the file name is empty; see siren fit --help'",
    "corpus|fit|.|-o|, 'the file name is empty; see siren corpus fit --help'",
    "info|, the file name is empty"
  })
  void emptyFileNamesAreRefused(String words, String complaint) {
    Object[] all = words.replace("IN", recording.toString()).split("\\|", -1);
    assertThat(CommandRun.of(all).failed(ExitCode.USAGE).err()).contains(complaint);
  }

  @Test
  void aMissingCommandPointsToTheHelp() {
    assertThat(CommandRun.of().failed(ExitCode.USAGE).err()).contains("see siren --help");
  }

  @ParameterizedTest
  @CsvSource({
    "fit IN --first-hz 100 --first-omega 30, --first-hz=HZ, --first-omega=W",
    "fit IN --steps 5 --seconds 1, --steps=N, --seconds=S",
    "fit IN --steps 5 --snr 20, --steps=N, --snr=DB",
    "fit IN --seconds 5 --snr 20, --seconds=S, --snr=DB",
    "upsample IN --factor 2 -r 100, --factor=FACTOR, --rate=HZ"
  })
  void mutuallyExclusiveOptionsAreBothNamed(String words, String one, String other)
      throws IOException {
    refuses(words, one);
    refuses(words, other);
    refuses(words, " are mutually exclusive");
  }

  @ParameterizedTest
  @CsvSource({
    "--layers x, --layers",
    "--layers 0, layers",
    "--hidden 0, --hidden",
    "--hidden 99999, parameters is too large",
    "--hidden 2147483647, parameters is too large",
    "--parameters 0, --parameters",
    "--windows 0, --windows",
    "--windows 26, 400 frames has room for 25 windows",
    "--first-hz 0, frequency must be positive",
    "--first-hz x, --first-hz",
    "--first-omega -3, omega0 must be positive",
    "--hidden-omega 0, omega0 must be positive",
    "--hidden-omega NaN, omega0 must be positive",
    "--optimiser foo, --optimiser",
    "--lr 0, learning rate must be positive",
    "--lr NaN, learning rate must be positive",
    "--lr nan, is not a number",
    "--lr-scale -1, learning rate must be positive",
    "--schedule foo, --schedule",
    "--batch -1, batch",
    "--oversampling 0, --oversampling",
    "--oversampling 2147483647, points per frame must be at most 100",
    "--steps 0, steps",
    "--steps 1.5, --steps",
    "--seconds 0, seconds must be positive",
    "--seconds Infinity, seconds must be positive",
    "--snr 0, target",
    "--snr 500, target",
    "--loss foo, 'one of mse, l1, stft, hybrid'",
    "--loss stft, frames",
    "--quality foo, --quality",
    "--quality draft --recipe tutorial, --recipe",
    "--min-window -1, minimum window length",
    "--min-window x, --min-window",
    "--optimiser lm --loss l1, use muon",
    "--recipe foo, 'draft, balanced, fine, transparent, tutorial and paper'",
    "--normalise foo, --normalise",
    "--seed x, --seed",
    "--seed 99999999999999999999, --seed",
    "--threads -1, threads",
    "--progress foo, --progress",
    "--band-limit 8000, --band-limit applies to CSV files",
    "--plot p.jpg, must have the extension .png or .svg"
  })
  void invalidValuesOfFitAreRefused(String option, String complaint) throws IOException {
    refuses("fit IN " + option, complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "--factor 0, a factor must be above 1",
    "--factor NaN, a factor must be above 1",
    "--factor inf, '--factor'",
    "--factor 0.5, a factor must be above 1",
    "--factor 1, a factor must be above 1",
    "--evaluate 2.5, 'FACTOR must be an integer of at least 2, not 2.5'",
    "--evaluate 1, 'an integer of at least 2, not 1'",
    "-r 4000, siren downsample",
    "--factor 2 --plot p.jpg, must have the extension .png or .svg",
    "--factor 2 --plot p.png --no-plot, mutually exclusive",
    "--factor 1000, 768000",
    "--factor 1.00001, integer",
    "-r 0, rate",
    "-r 1e9, 768000",
    "-r 8000.5, integer",
    "--factor 2 --encoding mp3, --encoding"
  })
  void invalidValuesOfUpsampleAreRefused(String option, String complaint) throws IOException {
    refuses("upsample IN --progress json " + option, complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-r 0",
        "-r -5",
        "-r NaN",
        "-r x",
        "-r 1e9",
        "--speed 0",
        "--speed x",
        "--speed -2",
        "--speed 1e9",
        "--start -1",
        "--start 99",
        "--start NaN",
        "--duration 0",
        "--duration -1",
        "--duration NaN",
        "--encoding mp3",
        "--threads -1"
      })
  void invalidValuesOfRenderAreRefused(String option) throws IOException {
    Path model = Sounds.model(Files.createDirectory(folder.resolve("m")).resolve("m.safetensors"));
    String[] words =
        ("render " + model + " -o " + folder.resolve("out.wav") + " " + option).split(" ");
    CommandRun run = CommandRun.of((Object[]) words).failed(ExitCode.USAGE);
    assertThat(run.err()).doesNotContain("unexpected", "Exception");
    assertThat(folder.resolve("out.wav")).doesNotExist();
  }
}
