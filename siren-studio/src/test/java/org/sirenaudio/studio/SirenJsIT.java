package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.FourierKan;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.render.Renderer;

/** siren.js, in a real browser, is the function that siren render renders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SirenJsIT {
  private Path folder;
  private Studio studio;
  private Browsing browser;
  private Page page;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary.resolve("models");
    Files.createDirectories(folder);
    studio =
        Studio.start(new StudioConfig(Optional.of(folder), temporary.resolve("data"), 0, 1 << 20));
    browser = Browsing.begin();
    page = browser.page();
    page.navigate(studio.address());
    page.waitForURL("http://127.0.0.1:" + studio.port() + "/**");
    page.waitForSelector("#nothing:not([hidden])");
  }

  @AfterAll
  void end() throws IOException {
    browser.close();
    studio.close();
  }

  static Stream<Arguments> models() {
    UnaryOperator<FitConfig> one = c -> c.withWindows(w -> w.withCount(1));
    UnaryOperator<FitConfig> short20 = c -> c.withBudget(new Budget.Steps(20));
    return Stream.of(
        Arguments.of("many windows", 1, c("draft")),
        Arguments.of("many windows, stereo", 2, c("draft")),
        Arguments.of("one window", 1, short20.apply(one.apply(c("draft")))),
        Arguments.of(
            "positional encoding",
            1,
            c("draft")
                .withNetwork(n -> n.withKind(NetworkKind.POSITIONAL))
                .withBudget(new Budget.Steps(300))),
        Arguments.of("complex wavelets", 1, kind(NetworkKind.WIRE_COMPLEX)),
        Arguments.of("Fourier filters", 2, kind(NetworkKind.MFN_FOURIER)),
        Arguments.of("Gabor filters", 1, kind(NetworkKind.MFN_GABOR)),
        Arguments.of("a grid", 1, kind(NetworkKind.GRID)),
        Arguments.of("a large first omega", 1, short20.apply(one.apply(c("paper")))));
  }

  private static FitConfig kind(NetworkKind kind) {
    return c("draft")
        .withNetwork(n -> n.withKind(kind).withHiddenFeatures(8).withNumLayers(3))
        .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
        .withBudget(new Budget.Steps(40));
  }

  private static FitConfig c(String recipe) {
    return FitConfig.byName(recipe);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void sirenJsMatchesTheRenderer(String name, int channels, FitConfig config) throws IOException {
    ClipModel model = Fitter.with(config).keepingPoor().fit(Tones.clip(channels), progress -> {});
    Path file = folder.resolve(name.replace(' ', '-') + ".safetensors");
    model.write(file);
    compare(file, model, name);
  }

  /**
   * Unfitted: after 40 steps on so short a clip it has learned nothing and is muted. A fitted one
   * is off by up to 2.3e-5 of its peak, since renderings carry the phases of its harmonics in
   * float.
   */
  @Test
  void sirenJsMatchesTheRendererForAFourierKan() throws IOException {
    NetworkSpec spec =
        NetworkSpec.of(new FourierKan(5), 8, 3).withEncoding(new InputEncoding.Harmonics(100));
    Segment whole = new Segment(0, 4000, Network.create(spec, 1));
    ClipModel model = ClipModel.of(8000, 4000, 0.7, List.of(whole), Map.of());
    Path file = folder.resolve("fourier-kan.safetensors");
    model.write(file);
    compare(file, model, "a Fourier-KAN");
  }

  private void compare(Path file, ClipModel model, String name) {
    double rate = Math.rint(model.sampleRate() * 2.7);
    Clip rendered = Renderer.of(model).at(rate);
    float[][] expected = rendered.samples();
    Object answer =
        page.evaluate(
            """
            async ([name, step, count]) => {
              const { Model } = await import("/web/siren.js");
              const { items } = await (await fetch("/api/library")).json();
              const id = items.find((item) => item.name === name).id;
              const model = Model.parse(await (await fetch(`/api/models/${id}`)).arrayBuffer());
              const instants = Float64Array.from({ length: count }, (_, m) => m * step);
              return model.evaluate(instants).map((channel) => Array.from(channel));
            }
            """,
            List.of(
                String.valueOf(file.getFileName()), model.sampleRate() / rate, rendered.frames()));
    assertThat(rendered.peak()).isPositive();
    double worst = 0;
    for (int ch = 0; ch < model.channels(); ch++) {
      List<?> values = (List<?>) ((List<?>) answer).get(ch);
      assertThat(values).hasSize(rendered.frames());
      for (int i = 0; i < values.size(); i++) {
        worst = Math.max(worst, Math.abs(((Number) values.get(i)).doubleValue() - expected[ch][i]));
      }
    }
    System.out.printf("%s: %.1e of the peak%n", name, worst / rendered.peak());
    assertThat(worst / rendered.peak()).isLessThan(1e-5);
    assertThat(browser.errors()).isEmpty();
  }

  /** Files of every version, and with weights of 16 bits, as the core's own tests have them. */
  static Stream<Path> versions() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("../siren-core/src/test/resources/formats"))) {
      return all
          .filter(file -> file.toString().endsWith(".safetensors"))
          .filter(file -> !file.endsWith("amplitudes.safetensors"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void sirenJsReadsEveryFileVersion(Path file) throws IOException {
    Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
    compare(file, ClipModel.read(file), String.valueOf(file.getFileName()));
  }
}
