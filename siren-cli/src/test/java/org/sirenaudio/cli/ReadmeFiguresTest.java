package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.dsp.Stft;

/** What README.md says of the default fit of its example, and of what others have measured. */
class ReadmeFiguresTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?");

  /** Results depend on the width of the machine's vectors. */
  private static final double PER_CENT = 5;

  @TempDir private static Path folder;
  private static Path speech = Path.of("");
  private static String summary = "";

  @BeforeAll
  static void fitTheExample() throws IOException {
    speech = Files.copy(ROOT.resolve("examples/speech.wav"), folder.resolve("speech.wav"));
    summary = CommandRun.of("fit", speech).done().out();
  }

  @Test
  void theSummaryInTheReadmeIsWhatFitPrints() throws IOException {
    List<String> printed = summary.lines().toList();
    for (String line : readme()) {
      if (line.matches(" {4}(clip|SNR|model|size|fit) {2}.*")) {
        String stated = withoutTime(line.strip());
        String actual =
            printed.stream()
                .filter(other -> other.startsWith(stated.substring(0, 8)))
                .findFirst()
                .map(ReadmeFiguresTest::withoutTime)
                .orElseThrow();
        assertThat(NUMBER.matcher(actual).replaceAll("N"))
            .isEqualTo(NUMBER.matcher(stated).replaceAll("N"));
        double[] wanted = numbers(stated);
        double[] found = numbers(actual);
        for (int i = 0; i < wanted.length; i++) {
          assertThat(found[i]).as(line).isCloseTo(wanted[i], withinPercentage(PER_CENT));
        }
      }
    }
  }

  @Test
  void aModelIsLargerThanTheRecordingsFlac() throws IOException {
    Path flac = folder.resolve("speech.flac");
    Clip.read(speech).write(flac, Encoding.PCM_16, true);
    assertThat(Files.size(folder.resolve("speech.safetensors"))).isGreaterThan(Files.size(flac));
  }

  @Test
  void aModelOf16BitWeightsIsAboutAsLargeAsTheWavAndSixTenthsOfTheModel() throws IOException {
    Path model = folder.resolve("small.safetensors");
    CommandRun.of("fit", speech, "-o", model, "--store", "i16", "--no-rendering", "--no-plot", "-q")
        .done();
    assertThat(Files.size(model)).isCloseTo(Files.size(speech), withinPercentage(20));
    // As docs/start.md says.
    double file = Files.size(folder.resolve("speech.safetensors"));
    assertThat(Files.size(model) / file).isCloseTo(0.6, within(0.05));
  }

  @Test
  void aRenderingAtAHigherRateHasNothingAboveHalfTheRecordingsRate() throws IOException {
    Path out = folder.resolve("speech-48k.wav");
    CommandRun.of("render", folder.resolve("speech.safetensors"), "-r", 48_000, "-o", out, "-q")
        .done();
    int frame = 2048;
    float[][] spectra = Stft.of(frame, 512, frame).magnitudes(Clip.read(out).channel(0));
    double all = 0;
    double above = 0;
    for (float[] bins : spectra) {
      for (int b = 0; b < bins.length; b++) {
        double power = bins[b] * bins[b];
        all += power;
        above += b * 48_000.0 / frame > 8_100 ? power : 0;
      }
    }
    assertThat(10 * Math.log10(above / all)).isLessThan(-40);
  }

  /** The README's table repeats rows of other pages. */
  @Test
  void theReadmesMeasurementsAreThoseOfTheirPages() throws IOException {
    String measured = Files.readString(ROOT.resolve("docs/measured.md"));
    int rows = 0;
    for (String line : readme()) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 8 && cells[4].matches("[\\d.]+")) {
        String row = "| %s | ".formatted(cells[3]);
        String figures = " | %s dB | %s dB | ".formatted(cells[4], cells[5]);
        assertThat(measured.lines())
            .as(line)
            .anyMatch(other -> other.contains(row) && other.contains(figures));
        rows++;
      }
    }
    assertThat(rows).isGreaterThan(3);
  }

  private static List<String> readme() throws IOException {
    return Files.readAllLines(ROOT.resolve("README.md"));
  }

  private static String withoutTime(String line) {
    return line.replaceFirst(" in \\d.*s$", "");
  }

  private static double[] numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .mapToDouble(number -> Double.parseDouble(number.replace(",", "")))
        .toArray();
  }
}
