package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;

/** Every option of {@code siren fit} is accepted and does what its name says. */
class FitOptionsTest {
  private static final String SMALL = "--hidden 8 --windows 1 --steps 12 --optimiser muon";

  /** What the STFT losses need at least, and more than a batch where density is above 1. */
  private static final int FRAMES = 1200;

  @TempDir private Path folder;
  private Path recording;

  /** A fit: its summary and its model. */
  record Fit(Map<String, Object> summary, ClipModel model) {
    NetworkSpec network() {
      return model.segments().getFirst().network().spec();
    }
  }

  /** What has to hold of a fit. */
  @FunctionalInterface
  interface Expectation {
    void check(Fit fit);
  }

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(1, FRAMES), folder.resolve("tone.wav"));
  }

  private Fit fit(String options) throws IOException {
    Path model = folder.resolve("m.safetensors");
    List<Object> words = new ArrayList<>(List.of("fit", recording, "-o", model, "-y", "--json"));
    words.addAll(List.of("--no-rendering", "--no-plot", "--keep-poor"));
    words.addAll(List.of(options.split(" ")));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return new Fit(run.json(), ClipModel.read(model));
  }

  /** All numbers of all networks in order. */
  static List<Float> parameters(Path model) throws IOException {
    return parameters(ClipModel.read(model));
  }

  private static List<Float> parameters(ClipModel model) {
    List<Float> all = new ArrayList<>();
    model
        .segments()
        .forEach(
            segment -> {
              for (float value : segment.network().parameters()) {
                all.add(value);
              }
            });
    return all;
  }

  private static Arguments expect(String options, Expectation expectation) {
    return argumentSet(options, options, expectation);
  }

  private static Arguments says(String options, String key, Object value) {
    return expect(options, fit -> assertThat(fit.summary()).containsEntry(key, value));
  }

  private static void isNear(Object actual, double expected) {
    assertThat((Double) actual).isCloseTo(expected, Offset.offset(1e-6 * expected));
  }

  static Stream<Arguments> statedOptions() {
    double seconds = (double) FRAMES / Sounds.RATE;
    return Stream.of(
        says("--recipe balanced --steps 2", "recipe", "balanced"),
        says("--recipe SEED --steps 1", "recipe", "tutorial"),
        says("--recipe seed --steps 1", "layers", 5),
        says("--recipe seed --steps 1", "hidden", 256),
        says("--recipe paper --steps 1", "layers", 4),
        expect(
            "--recipe paper --steps 1",
            fit -> assertThat(fit.network().firstOmega0()).isEqualTo(3000)),
        says("--layers 2 --hidden 8 --steps 2", "layers", 2),
        expect(
            "--network positional --first-hz 400 --hidden 12 --steps 40",
            fit ->
                assertThat(fit.network().encoding())
                    .isEqualTo(InputEncoding.Positional.upTo(400, seconds))),
        says("--network relu --hidden 12 --steps 3", "firstHz", 0.0),
        says("--hidden 16 --steps 2", "hidden", 16),
        expect(
            "--parameters 3000 --steps 2 --optimiser muon",
            fit -> assertThat(fit.model().parameterCount()).isBetween(1500L, 3000L)),
        expect(
            "--parameters 150",
            fit -> assertThat(fit.model().parameterCount()).isBetween(4L, 150L)),
        says("--quality draft", "recipe", "draft"),
        says("--quality Fine --steps 2", "recipe", "fine"),
        says("--min-window 0.07 --steps 2", "windows", 2),
        says("--hidden 8 --steps 12 --windows 3", "windows", 3),
        expect(
            SMALL + " --first-omega 77",
            fit -> assertThat(fit.network().firstOmega0()).isEqualTo(77)),
        expect(
            SMALL + " --first-omega 77",
            fit -> isNear(fit.summary().get("firstHz"), 77 / (Math.PI * seconds))),
        expect(SMALL + " --first-hz 500", fit -> isNear(fit.summary().get("firstHz"), 500)),
        expect(
            SMALL + " --hidden-omega 20.5",
            fit -> assertThat(fit.network().hiddenOmega0()).isEqualTo(20.5)),
        expect(
            SMALL.replace("muon", "adam"),
            fit -> assertThat(fit.model().provenance()).containsEntry("fit.optimiser", "adam")),
        says(SMALL + " --oversampling 3", "density", 3),
        expect(
            SMALL + " --oversampling 2 --between wiener",
            fit -> assertThat(fit.model().provenance()).containsEntry("fit.between", "wiener")),
        says("--hidden 8 --steps 9", "steps", 9),
        expect(
            "--hidden 8 --windows 1 --snr 6",
            fit -> assertThat((Double) fit.summary().get("snrDb")).isGreaterThan(4)),
        expect(
            "--hidden 8 --windows 1 --snr 6",
            fit -> assertThat((Integer) fit.summary().get("steps")).isLessThan(1000)),
        // So large that no machine does the recipe's thousand steps in that time.
        expect(
            "--recipe seed --hidden 512 --seconds 0.2",
            fit -> assertThat((Integer) fit.summary().get("steps")).isLessThan(500)),
        says(SMALL + " --loss L1", "loss", "l1"),
        says(SMALL + " --loss mse", "loss", "mse"),
        says(SMALL + " --loss stft", "loss", "stft"),
        says(SMALL + " --loss hybrid", "loss", "hybrid"),
        expect(SMALL + " --normalise none", fit -> assertThat(fit.model().scale()).isEqualTo(1)),
        expect(
            SMALL + " --normalise rms",
            fit -> assertThat(fit.model().scale()).isBetween(0.3, 0.45)),
        says(SMALL + " --seed 1234567890", "seed", 1234567890));
  }

  @ParameterizedTest
  @MethodSource("statedOptions")
  void optionsAreStatedInTheModel(String options, Expectation expectation) throws IOException {
    expectation.check(fit(options));
  }

  /** These leave no other trace than another model. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--lr 0.001",
        "--lr-scale 0.5",
        "--schedule constant",
        "--batch 16",
        "--batch 0 --oversampling 4",
        "--seed 2",
        "--loss l1",
        "--loss stft",
        "--normalise rms",
        "--oversampling 2",
        "--oversampling 2 --between wiener"
      })
  void everyTrainingOptionChangesTheModel(String option) throws IOException {
    List<Float> usual = parameters(fit(SMALL).model());
    List<Float> other = parameters(fit(SMALL + " " + option).model());
    assertThat(other).hasSameSizeAs(usual).isNotEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        "--hidden 8 --steps 12 --windows 3",
        SMALL + " --batch 64",
        "--recipe seed --hidden 8 --steps 12",
        "--recipe paper --hidden 8 --steps 12",
      })
  void theSameSeedGivesTheSameModelForAnyNumberOfThreads(String options) throws IOException {
    List<Float> usual = parameters(fit(options + " --seed 3").model());
    assertThat(parameters(fit(options + " --seed 3").model())).isEqualTo(usual);
    assertThat(parameters(fit(options + " --seed 3 --threads 1").model())).isEqualTo(usual);
    assertThat(parameters(fit(options + " --seed 3 --threads 3").model())).isEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "paper"})
  void recipesPrintALineEveryHundredEpochs(String recipe) {
    CommandRun run =
        CommandRun.of("fit", recording, "--recipe", recipe, "--hidden", 8, "--steps", 301).done();
    assertThat(run.out().lines().filter(line -> line.startsWith("Epoch")))
        .hasSize(4)
        .allMatch(line -> line.matches("Epoch \\d+, Loss: \\d+\\.\\d{6}, SNR: -?\\d+\\.\\d\\d dB"))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("Epoch 0", "Epoch 100", "Epoch 200", "Epoch 300");
  }

  @Test
  void quietPrintsNoEpochs() {
    CommandRun run =
        CommandRun.of(
            "fit",
            recording,
            "--recipe",
            "tutorial",
            "--hidden",
            8,
            "--steps",
            5,
            "-q",
            "--keep-poor");
    assertThat(run.done().out()).isEmpty();
  }

  @Test
  void jsonOutputHasNoEpochLines() {
    CommandRun run =
        CommandRun.of(
            "fit",
            recording,
            "--recipe",
            "seed",
            "--hidden",
            8,
            "--steps",
            5,
            "--json",
            "--keep-poor");
    assertThat(run.json()).containsEntry("recipe", "tutorial");
    assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.startsWith("Epoch 0, "));
  }

  @Test
  void theSameFitGivesTheSameRendering() throws IOException {
    byte[][] renderings = new byte[2][];
    for (int i = 0; i < 2; i++) {
      Path model = folder.resolve("fit" + i + ".safetensors");
      CommandRun.of("fit", recording, "-o", model, "--hidden", 8, "--steps", 12).done();
      renderings[i] = Files.readAllBytes(folder.resolve("fit" + i + ".siren.wav"));
    }
    assertThat(renderings[0]).isEqualTo(renderings[1]);
  }
}
