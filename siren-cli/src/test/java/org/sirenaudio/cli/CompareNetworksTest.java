package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

/** Kinds of networks side by side. */
class CompareNetworksTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(1, 2000), folder.resolve("tone.wav"));
  }

  @Test
  void resultsAreATableAndAPicture() throws IOException {
    CommandRun run = small().done();
    // The table, and that the plain network has come to nothing.
    assertThat(run.out().lines()).hasSize(5);
    assertThat(run.out()).contains("learned nothing (under 1 dB): ReLU");
    assertThat(run.out())
        .contains("ReLU", "ReLU with positional encoding", "SIREN", "parameters", "between")
        .contains("octaves to", "first layer to", "× 0.5", "× 1.0");
    assertThat(ImageIO.read(folder.resolve("tone.networks.png").toFile()).getHeight())
        .isEqualTo(2000);
    assertThat(small().failed(ExitCode.CANNOT_CREATE).err()).contains("-y");
  }

  @Test
  void pageHasTheTableEveryRunAndThePlot() throws IOException {
    Path page = folder.resolve("<a> & b.html");
    small("--no-plot", "--seeds", 2, "--page", page).done();
    String html = Files.readString(page);
    assertThat(html)
        .contains("<h1>tone.wav: networks compared</h1>", "data:image/png;base64,iVBOR")
        .doesNotContain("http:", "https:");
    // Two headers, three kinds, and two runs of each.
    assertThat(html.split("<tr>")).hasSize(1 + 2 + 3 + 6);
    assertThat(small("--no-plot", "--page", page).failed(ExitCode.CANNOT_CREATE).err())
        .contains("-y");
  }

  /**
   * The louder partial, 300 Hz, holds 86 % of the power and the other, 637 Hz, the rest, so the
   * band ends there.
   */
  @Test
  void frequenciesFollowFromTheRecordingsSpectrum() {
    List<Map<String, Object>> networks = networks();
    assertThat(networks).hasSize(3);
    assertThat(networks.get(0))
        .containsEntry("network", "ReLU")
        .containsEntry("rateFactor", 1.0)
        .doesNotContainKeys("octaves", "firstHz");
    // 2^7 / 0.25 s = 512 Hz is nearer to 637 Hz than 1024 Hz.
    assertThat(networks.get(1))
        .containsEntry("rateFactor", 0.5)
        .containsEntry("octaves", 8)
        .doesNotContainKey("firstHz");
    assertThat(networks.get(2)).containsEntry("rateFactor", 1.0).doesNotContainKey("octaves");
    assertThat(number(networks.get(2), "firstHz")).isCloseTo(0.6 * 637, offset(0.6 * 20.0));
    assertThat(networks.get(2)).containsEntry("width", 16);
    for (Map<String, Object> network : networks) {
      assertThat(number(network, "parameters"))
          .isCloseTo(number(networks.get(2), "parameters"), offset(40.0));
    }
  }

  @Test
  void optionsOverrideTheChosenFrequencies() {
    List<Map<String, Object>> networks = networks("--octaves", 5, "--first-hz", 123);
    assertThat(networks.get(1)).containsEntry("octaves", 5);
    assertThat(networks.get(2)).containsEntry("firstHz", 123.0);
    assertThat(small("--no-plot", "--octaves", 5, "--first-hz", 123).done().out())
        .contains("5 octaves to 64 Hz", "first layer to 123 Hz");
  }

  @Test
  void anyKindsAreComparedOverSeedsAndTrials() {
    List<Map<String, Object>> networks =
        networks(
            "--networks",
            "finer,wire,fourier-features,wire",
            "--seeds",
            2,
            "--trials",
            2,
            "--trial-steps",
            5);
    assertThat(networks)
        .extracting(network -> network.get("kind"))
        .containsExactly("finer", "wire", "fourier-features");
    for (Map<String, Object> network : networks) {
      assertThat((List<?>) network.get("runs")).hasSize(2);
      assertThat(number(network, "snrDeviationDb")).isNotNegative();
    }
    assertThat(small("--networks", "siren,zebra").failed(ExitCode.USAGE).err())
        .contains("there is no network 'zebra'");
  }

  @Test
  void trialsRunOnOtherRecordingsAndEncodingsApplyToAllKinds() throws IOException {
    Path other = Sounds.write(Sounds.tone(1, 1000), folder.resolve("other.wav"));
    List<Map<String, Object>> networks =
        networks(
            "--networks",
            "siren,mfn-gabor,wire-complex,fourier-kan",
            "--input-encoding",
            "nerf",
            "--trials",
            2,
            "--trial-steps",
            5,
            "--tune-on",
            other + "," + other);
    assertThat(networks)
        .extracting(network -> network.get("network"))
        .containsExactly(
            "siren after nerf", "mfn-gabor", "wire-complex after nerf", "fourier-kan after nerf");
    assertThat(small("--tune-on", other).failed(ExitCode.USAGE).err())
        .contains("--tune-on needs --trials");
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    assertThat(figures("--threads", 2)).isEqualTo(figures("--threads", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "--octaves, 0, --octaves must be 1 to 30",
    "--octaves, 31, --octaves must be 1 to 30",
    "--octaves, 2.5, --octaves",
    "--first-hz, 0, --first-hz must be above 0",
    "--first-hz, -100, --first-hz must be above 0",
    "--first-hz, NaN, --first-hz must be above 0",
    "--hidden, 0, --hidden must be at least 1",
    "--hidden, 1000000, too large",
    "--layers, 0, layers",
    "--seconds, -1, seconds must be positive"
  })
  void invalidOptionsAreRefused(String option, String value, String said) {
    CommandRun run = CommandRun.of("compare-networks", recording, option + "=" + value);
    assertThat(run.failed(ExitCode.USAGE).err()).contains(said);
  }

  @Test
  void aSilentRecordingIsRefused() throws IOException {
    Path silence = Sounds.write(Clip.of(8000, new float[1][500]), folder.resolve("silence.wav"));
    CommandRun.of("compare-networks", silence).failed(ExitCode.BAD_DATA);
  }

  /** The report on the networks, without the times. */
  private List<Map<String, Object>> figures(Object... options) {
    List<Map<String, Object>> networks = networks(options);
    for (Map<String, Object> network : networks) {
      assertThat(network.remove("seconds")).isNotNull();
      for (Object run : (List<?>) network.get("runs")) {
        assertThat(((Map<?, ?>) run).remove("seconds")).isNotNull();
      }
      // When progress is told depends on the time.
      assertThat((List<?>) network.remove("history")).isNotEmpty();
    }
    return networks;
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> networks(Object... options) {
    List<Object> words = new ArrayList<>(List.of("--no-plot", "--json"));
    words.addAll(List.of(options));
    return (List<Map<String, Object>>) small(words.toArray()).done().json().get("networks");
  }

  private CommandRun small(Object... options) {
    List<Object> words = new ArrayList<>(List.of("compare-networks", recording));
    words.addAll(List.of("--hidden", 16, "--layers", 2, "--steps", 30, "--batch", 256));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static double number(Map<String, Object> network, String name) {
    return ((Number) network.get(name)).doubleValue();
  }
}
