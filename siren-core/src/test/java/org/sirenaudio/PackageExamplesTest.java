package org.sirenaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.codec.SoundCodecs;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.Recording;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.FitEstimate;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.metrics.Comparison;
import org.sirenaudio.metrics.Metrics;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.Synchronisation;
import org.sirenaudio.sync.Synchroniser;
import org.sirenaudio.time.TimeMap;
import org.sirenaudio.training.Batch;
import org.sirenaudio.training.TrainingLoop;

/** The examples on the pages of the packages, whose package-info.java shows the marked lines. */
class PackageExamplesTest {
  private static final int RATE = 8000;
  private static final Path SOURCES = Path.of("src/main/java/org/sirenaudio");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTone() throws IOException {
    file = folder.resolve("tone.wav");
    tone(0.5).write(file);
  }

  private static Clip tone(double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  private static ClipModel model() {
    FitConfig config = FitConfig.balanced().withBudget(new Budget.Steps(20));
    return Fitter.with(config).fit(tone(0.1), progress -> {});
  }

  @Test
  void theAudioExampleRuns() throws IOException {
    Path louder = folder.resolve("louder.wav");
    // @start region=audio
    Clip clip = Clip.read(file);
    float[][] samples = clip.samples().clone();
    for (int c = 0; c < clip.channels(); c++) {
      samples[c] = samples[c].clone();
      for (int n = 0; n < clip.frames(); n++) {
        samples[c][n] *= 1.5f;
      }
    }
    Clip.of(clip.sampleRate(), samples).write(louder, Encoding.PCM_24, false);
    // @end
    assertThat(Clip.read(louder).peak()).isCloseTo(1.5 * clip.peak(), within(1e-6));
  }

  @Test
  void theCodecExampleRuns() {
    // @start region=codec
    boolean writesFlac = SoundCodecs.writing("flac").isPresent();
    // @end
    assertThat(writesFlac).as("the core alone").isFalse();
  }

  @Test
  void theCorpusExampleRuns() throws IOException {
    // @start region=corpus
    List<Recording> recordings = CorpusListing.of(folder).recordings();
    long bytes = recordings.stream().mapToLong(Recording::bytes).sum();
    // @end
    assertThat(recordings).hasSize(1);
    assertThat(bytes).isEqualTo(Files.size(file));
  }

  @Test
  void theErrorExampleRuns() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "RIFF");
    List<String> lines = new ArrayList<>();
    // @start region=error
    try {
      Clip.read(text);
    } catch (BadDataException e) {
      lines.add(e.getMessage()); // one line: which file, what is wrong with it, what to do
    }
    // @end
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith(text.toString()).hasLineCount(1);
  }

  @Test
  void theFitExampleRuns() throws IOException {
    FitConfig config = FitConfig.balanced().withBudget(new Budget.Steps(20));
    // @start region=fit
    Fitter fitter = Fitter.with(config);
    ClipModel model =
        fitter.fit(
            ClipSource.open(file),
            progress -> {
              if (progress.snrDb() > 40) {
                fitter.stop(); // from any thread; the fit then returns what it has
              }
            });
    // @end
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(20);
  }

  @Test
  void theConfigExampleRuns() {
    // @start region=config
    FitConfig config =
        FitConfig.balanced()
            .withBudget(new Budget.TargetSnr(40))
            .withNetwork(network -> network.withParameters(2000))
            .withThreads(1);
    // @end
    assertThat(config.threadCount()).isEqualTo(1);
  }

  @Test
  void theEstimateExampleRuns() throws IOException {
    // @start region=estimate
    FitEstimate cost = FitEstimate.of(ClipSource.open(file), FitConfig.balanced());
    String text = "about %.0f s, %d bytes".formatted(cost.seconds(), cost.bytes());
    // @end
    assertThat(text).startsWith("about ");
    assertThat(cost.bytes()).isPositive();
  }

  @Test
  void theReportExampleRuns() {
    ClipModel model = model();
    // @start region=report
    FitMetadata facts = FitMetadata.of(model);
    String text = "%.1f dB in %d steps".formatted(facts.snrDb(), facts.steps());
    // @end
    assertThat(text).contains(" dB in ");
  }

  @Test
  void theLayerExampleRuns() {
    // @start region=layer
    Layers layers =
        new Layers(
            List.of(
                LayerSpec.sine(1, 16, 3000), LayerSpec.sine(16, 16, 30), LayerSpec.linear(16, 1)));
    int parameters = layers.parameterCount();
    // @end
    assertThat(parameters).isEqualTo((1 + 1) * 16 + (16 + 1) * 16 + (16 + 1));
  }

  @Test
  void theMetricsExampleRuns() throws IOException {
    Clip reference = tone(0.5);
    Clip estimate = Renderer.of(reference).at(RATE);
    // @start region=metrics
    double db = Metrics.byName("snr").of(reference.samples(), estimate.samples());
    Comparison all = Comparison.of(reference, "reference", estimate, "estimate");
    // @end
    assertThat(db).isGreaterThan(60);
    assertThat(all.rows()).hasSameSizeAs(Metrics.at(RATE));
  }

  @Test
  void theModelExampleRuns() throws IOException {
    Path saved = folder.resolve("tone.safetensors");
    ClipModel model = model();
    // @start region=model
    model.write(saved);
    ClipModel again = ClipModel.read(saved);
    float[][] amplitudes = new float[again.channels()][2];
    // Between the first frame and the second, and at the eleventh.
    Evaluator.of(again).evaluate(new double[] {0.5, 10}, 2, amplitudes, 0);
    // @end
    float[][] rendered = Renderer.of(model).atInstants(new double[] {0.5 / RATE, 10.0 / RATE});
    assertThat(amplitudes[0]).isEqualTo(rendered[0]);
  }

  @Test
  void theNetworkExampleRuns() {
    // @start region=network
    NetworkSpec spec = NetworkSpec.siren(32, 2, 3000, 30);
    Network network = Network.create(spec, 1);
    float[] outputs = network.forward(new double[] {-1, 0, 1}, 3);
    // @end
    assertThat(outputs).hasSize(3);
  }

  @Test
  void theRenderExampleRuns() {
    ClipModel model = model();
    // @start region=render
    Renderer renderer = Renderer.of(model);
    Clip upsampled = renderer.at(48_000);
    Clip halfSpeed = renderer.warped(TimeMap.speed(0.5), model.sampleRate());
    float[][] amplitudes = renderer.atInstants(new double[] {0.01, 0.0100001});
    // @end
    assertThat(upsampled.frames()).isEqualTo(6 * model.frames());
    assertThat(halfSpeed.seconds()).isCloseTo(2 * model.seconds(), within(0.01));
    assertThat(amplitudes[0]).hasSize(2);
  }

  @Test
  void theSyncExampleRuns() throws IOException {
    float[] noise = new float[4 * RATE];
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    IntStream.range(0, noise.length).forEach(i -> noise[i] = (float) (0.1 * random.nextGaussian()));
    Clip reference = Clip.of(RATE, new float[][] {noise});
    Clip other = reference.slice(800, noise.length - 800);
    // @start region=sync
    Synchronisation found = Synchroniser.of(reference, other);
    Clip aligned = found.renderer(other).at(reference.sampleRate());
    // @end
    assertThat(Math.abs(found.offsetSeconds())).isCloseTo(0.1, within(1e-4));
    assertThat(aligned.frames()).isPositive();
  }

  @Test
  void theTimeExampleRuns() {
    // @start region=time
    TimeMap clock = TimeMap.linear(0.25, 1 + 20e-6); // 0.25 s later, 20 ppm faster
    double there = clock.at(10);
    double back = clock.inverse(there);
    // @end
    assertThat(there).isCloseTo(10.2502, within(1e-9));
    assertThat(back).isCloseTo(10, within(1e-9));
  }

  @Test
  void theTrainingExampleRuns() {
    Clip clip = tone(0.1);
    // @start region=training
    Network network = Network.create(NetworkSpec.siren(32, 2, 3000, 30), 1);
    try (TrainingLoop loop = TrainingLoop.adam(network, "mse", 1e-3)) {
      double loss = loop.step(Batch.of(clip));
      System.out.printf("%.4f%n", loss);
    }
    // @end
    assertThat(network.parameters()).doesNotContain(Float.NaN);
  }

  /** Every package that users see shows one of them, and each of them is shown. */
  @Test
  void everyPackagePageHasAnExample() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String exported : exported()) {
      String text = Files.readString(SOURCES.resolve(exported).resolve("package-info.java"));
      String region = exported.replaceFirst(".*/", "");
      assertThat(text)
          .as(exported)
          .contains("{@snippet file=\"org/sirenaudio/PackageExamplesTest.java\" region=\"" + region)
          .contains("@since");
      shown.add(region);
    }
    String own = Files.readString(Path.of("src/test/java/org/sirenaudio/PackageExamplesTest.java"));
    for (String region : shown) {
      assertThat(own).contains("// @" + "start region=" + region + "\n");
    }
  }

  private static List<String> exported() throws IOException {
    try (Stream<String> lines = Files.lines(SOURCES.resolve("../../module-info.java"))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("exports ") && line.endsWith(";"))
          .map(line -> line.replaceAll("exports org\\.sirenaudio\\.|;", "").replace('.', '/'))
          .toList();
    }
  }
}
