package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

/** Gaps, dropped frames, points at uneven instants, and super-resolution judged off the grid. */
class MissingFramesTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(1, 2000), folder.resolve("tone.wav"));
  }

  @Test
  void gapsAreReportedBesideSplineAndLinearInterpolation() {
    CommandRun run =
        CommandRun.of(
                "fit",
                recording,
                "--gap",
                "0.1:0.105",
                "--gap",
                "0.2:0.201",
                "--hidden",
                16,
                "--steps",
                200)
            .done();
    assertThat(run.out()).contains("missing frames", "Siren", "cubic spline", "linear");
    assertThat(run.out()).contains(" dB on the known frames, ").doesNotContain("on the grid");
    assertThat(folder.resolve("tone.siren.wav")).exists();
  }

  /** Gaps at either end are filled as well as others are. */
  @Test
  @SuppressWarnings("unchecked")
  void gapsAtTheEndsAreFilled() {
    for (String gap : List.of("0:0.004", "0.001:0.005", "0.246:0.25", "0.245:0.249")) {
      Map<String, Object> all =
          CommandRun.of("fit", recording, "--gap", gap, "--no-plot", "-y", "--json").done().json();
      List<Map<String, Object>> rows = (List<Map<String, Object>>) all.get("missing");
      assertThat((Double) rows.getFirst().get("missingDb")).as(gap).isGreaterThan(30);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void nonFiniteSamplesWithinAGapAreIgnored() throws IOException {
    float[] samples = Sounds.tone(1, 2000).channel(0).clone();
    Arrays.fill(samples, 800, 820, Float.NaN);
    samples[825] = Float.POSITIVE_INFINITY;
    byte[] wav = Sounds.wav(1, Sounds.RATE, 4 * samples.length, samples);
    Path broken = Files.write(folder.resolve("broken.wav"), wav);
    CommandRun.of("fit", broken, "--no-plot").failed(ExitCode.BAD_DATA);
    CommandRun.of("fit", broken, "--gap", "0.1:0.1025", "--no-plot").failed(ExitCode.BAD_DATA);
    String gap = "0.1:0.104";
    Map<String, Object> all =
        CommandRun.of("fit", broken, "--gap", gap, "--no-plot", "--json").done().json();
    List<Map<String, Object>> rows = (List<Map<String, Object>>) all.get("missing");
    // Of the 32 frames that are missing, 21 are nowhere to be compared with.
    assertThat((Double) rows.getFirst().get("missingDb")).isGreaterThan(25);
    assertThat(rows.getFirst().get("lsd")).isNull();
    Clip filled = Clip.read(folder.resolve("broken.siren.wav"));
    float[] whole = Sounds.tone(1, 2000).channel(0);
    for (int i = 800; i < 832; i++) {
      assertThat(filled.channel(0)[i]).isCloseTo(whole[i], within(0.03f));
    }
    CommandRun.on(wav, "fit", "-", "-o", folder.resolve("x.safetensors"), "--gap", gap, "-q")
        .done();
    CommandRun.of("upsample", broken, "--factor", 2, "--gap", gap, "-q").done();
  }

  /** The worst window is measured at the same points as the whole. */
  @Test
  void theWorstWindowOfUnevenPointsIsNoBetterThanTheWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    SplittableRandom random = new SplittableRandom(3);
    for (double t = 0; t < 1; t += random.nextDouble(0.0004, 0.0012)) {
      double value = 0.4 * Math.sin(2 * Math.PI * 200 * t) + 0.02 * random.nextDouble(-1, 1);
      text.append(t).append(',').append(value).append('\n');
    }
    Path csv = Files.writeString(folder.resolve("points.csv"), text);
    Map<String, Object> all =
        CommandRun.of("fit", csv, "--band-limit", 2000, "--no-plot", "--json").done().json();
    assertThat(all).containsEntry("snrOver", "knownPoints");
    assertThat((Double) all.get("worstWindowDb")).isLessThanOrEqualTo((Double) all.get("snrDb"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void jsonReportsDroppedFrames() {
    Map<String, Object> all =
        CommandRun.of(
                "upsample",
                recording,
                "--factor",
                2,
                "--drop",
                0.3,
                "--hidden",
                16,
                "--steps",
                200,
                "--json")
            .done()
            .json();
    List<Map<String, Object>> rows = (List<Map<String, Object>>) all.get("missing");
    assertThat(all).containsEntry("snrOver", "knownFrames");
    assertThat((double) all.get("snrDb"))
        .isCloseTo((double) rows.getFirst().get("knownDb"), within(0.01));
    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst()).containsEntry("method", "Siren").containsKey("missingDb");
    assertThat(((Number) rows.getFirst().get("missingDb")).doubleValue()).isGreaterThan(10);
  }

  @Test
  @SuppressWarnings("unchecked")
  void evaluateComparesWithSincSplineAndLinearInterpolation() throws IOException {
    Path png = folder.resolve("p.png");
    Path out = folder.resolve("out.wav");
    Map<String, Object> all =
        CommandRun.of(
                "upsample",
                recording,
                "--evaluate",
                4,
                "--hidden",
                16,
                "--steps",
                300,
                "--json",
                "--plot",
                png,
                "-o",
                out)
            .done()
            .json();
    assertThat(all).containsEntry("factor", 4).containsEntry("frames", 2000);
    List<Map<String, Object>> rows = (List<Map<String, Object>>) all.get("methods");
    assertThat(rows.stream().map(row -> row.get("method")))
        .containsExactly("Siren", "windowed sinc (64 taps, Hann)", "cubic spline", "linear");
    assertThat(rows.getFirst()).containsKeys("leftOutDb", "fittedDb", "snrDb", "lsd");
    assertThat(((Number) rows.getFirst().get("snrDb")).doubleValue()).isGreaterThan(15);
    assertThat(Clip.read(out).frames()).isEqualTo(2000);
    assertThat(ImageIO.read(png.toFile()).getHeight()).isEqualTo(1420);
    assertThat(folder.resolve("tone-32000.wav")).doesNotExist();
    assertThat(
            CommandRun.of("upsample", recording, "--evaluate", 3, "--hidden", 8, "--steps", 5)
                .done()
                .out())
        .contains("one frame in 3", "frames left out", "LSD");
  }

  /** Noise that falls by 6 dB per octave, also above half the rate of the kept frames. */
  @Test
  @SuppressWarnings("unchecked")
  void evaluateBeatsTheSincWhereDecimationAliases() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    float[] noise = new float[6000];
    for (int i = 1; i < noise.length; i++) {
      noise[i] = (float) (0.95 * noise[i - 1] + 0.1 * random.nextGaussian());
    }
    Path path = Sounds.write(Clip.of(16_000, new float[][] {noise}), folder.resolve("noise.wav"));
    Map<String, Object> all =
        CommandRun.of("upsample", path, "--evaluate", 4, "--json").done().json();
    List<Map<String, Object>> rows = (List<Map<String, Object>>) all.get("methods");
    double siren = ((Number) rows.get(0).get("snrDb")).doubleValue();
    double sinc = ((Number) rows.get(1).get("snrDb")).doubleValue();
    assertThat(siren).isGreaterThan(sinc + 0.3);
  }

  @Test
  void aGapBeyondTheEndIsShortenedWithANotice() {
    CommandRun run =
        CommandRun.of("fit", recording, "--gap", "0.24:1.5", "--quality", "draft", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .isEqualTo("siren: --gap 0.24:1.5 extends beyond the recording, which ends at 0.25 s\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--gap 0:9 | 65 | cover the whole recording",
        "--gap 5:6 | 2 | the gap 5:6 does not begin within the clip's 0 to 0.25 s",
        "--gap 0.2:0.1 | 2 | the gap 0.2:0.1 does not end after it begins",
        "--gap 0.10001:0.10002 | 2 | lies between two frames",
        "--gap x | 2 | START:END",
        "--gap 1:2:3 | 2 | START:END",
        "--gap a:b | 2 | START:END",
        "--gap NaN:1 | 2 | does not begin within",
        "--gap 0:NaN | 2 | does not end after it begins",
        "--drop 1 | 2 | 0 to below 1",
        "--drop -0.1 | 2 | 0 to below 1",
        "--band-limit 8000 | 2 | CSV"
      })
  void invalidGapsAreRefused(String options, int code, String message) {
    Object[] words = ("fit|" + recording + "|" + options.replace(' ', '|')).split("\\|");
    assertThat(CommandRun.of(words).failed(code).err()).contains(message);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(recording);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--evaluate 1 | 2 | at least 2",
        "--evaluate 5000 | 2 | 2 to 1000",
        "--evaluate 2 --gap 0:1 | 2 | omit --gap",
        "--evaluate 2 --factor 2 | 2 | mutually exclusive",
        "--evaluate 2.5 | 2 | an integer",
        "--evaluate 2 -o - | 2 | must be a file"
      })
  void invalidEvaluationsAreRefused(String options, int code, String message) {
    Object[] words = ("upsample|" + recording + "|" + options.replace(' ', '|')).split("\\|");
    assertThat(CommandRun.of(words).failed(code).err()).contains(message);
  }

  @Test
  void silenceCannotBeEvaluated() throws IOException {
    Path silence = Sounds.write(Clip.of(8000, new float[1][500]), folder.resolve("silence.wav"));
    assertThat(CommandRun.of("upsample", silence, "--evaluate", 2).failed(ExitCode.BAD_DATA).err())
        .contains("silent");
  }

  @Test
  void pointsAtUnevenInstantsAreFitted() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    String lines =
        random
            .doubles(1500, 0, 0.2)
            .sorted()
            .distinct()
            .mapToObj(t -> t + "," + 0.5 * Math.sin(2 * Math.PI * 440 * t))
            .collect(Collectors.joining("\n", "time,value\n", "\n"));
    Path points = Files.writeString(folder.resolve("points.csv"), lines);
    CommandRun run =
        CommandRun.of(
                "fit",
                points,
                "--band-limit",
                4000,
                "--drop",
                0.1,
                "--hidden",
                16,
                "--steps",
                300,
                "--json")
            .done();
    assertThat(((Number) run.json().get("snrDb")).doubleValue()).isGreaterThan(15);
    assertThat(run.json()).containsKey("missing").containsEntry("sampleRate", 4000.0);
    assertThat(folder.resolve("points.safetensors")).exists();
    assertThat(CommandRun.of("fit", points, "-y").failed(ExitCode.USAGE).err())
        .contains("--band-limit");
    assertThat(
            CommandRun.of("fit", points, "--band-limit", 4000, "--gap", "0:1", "-y")
                .failed(ExitCode.USAGE)
                .err())
        .contains("--gap applies to recordings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1;0.1,NaN | line 2: the value is NaN",
        "0,1;NaN,1 | line 2: the time is NaN",
        "0,1;0.1,Infinity | line 2: the value is Infinity",
        "0,1;0.1,2;0.1,3 | line 3: the time 0.1 appears twice",
        "0,1;0.2,2;0.1,3 | line 3: the time 0.1 follows 0.2",
        "0,1;0.1,x | line 2: 'x' is not a number",
        "0,1;0.1,1,2 | line 2: has 3 columns",
        "0 | line 1: has 1 columns",
        "-1.5,0;0,1 | times must not be negative",
        "t,v | has no points",
        "0,0.5;1000000,0.5 | too few"
      })
  void invalidPointsAreReportedInOneLine(String lines, String message) throws IOException {
    Path points = Files.writeString(folder.resolve("bad.csv"), lines.replace(';', '\n'));
    CommandRun run = CommandRun.of("fit", points, "--band-limit", 8000);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isIn(ExitCode.BAD_DATA, ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000\u0001"})
  void emptyAndBinaryPointFilesAreRefused(String content) throws IOException {
    Path points = Files.writeString(folder.resolve("bad.csv"), content);
    CommandRun.of("fit", points, "--band-limit", 8000).failed(ExitCode.BAD_DATA);
    Files.write(points, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    CommandRun.of("fit", points, "--band-limit", 8000).failed(ExitCode.BAD_DATA);
    CommandRun.of("fit", folder.resolve("none.csv"), "--band-limit", 8000)
        .failed(ExitCode.NO_INPUT);
  }
}
