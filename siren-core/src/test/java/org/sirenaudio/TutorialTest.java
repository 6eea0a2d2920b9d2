package org.sirenaudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.network.LayerTrace;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;
import org.sirenaudio.training.Batch;
import org.sirenaudio.training.TrainingLoop;

/** docs/tutorial.md does what it says: these are its blocks, one after the other. */
class TutorialTest {
  private static final Path GUIDE = Path.of("../docs/tutorial.md");
  private static final Path THIS = Path.of("src/test/java/org/sirenaudio/TutorialTest.java");

  @TempDir Path folder;

  @Test
  void theTutorialRuns() throws IOException {
    Clip.read(Path.of("../examples/speech.wav")).slice(8000, 4000).write(path("speech.wav"));
    NetworkSpec spec = NetworkSpec.siren(256, 5, 30, 30);
    Network siren = Network.create(spec, 1);
    int parameters = spec.learnedCount();
    LayerSpec layer = LayerSpec.sine(1, 256, 30);
    double y = ((Activation.Pointwise) layer.activation()).value(0.01);
    double[][][] coords = Batch.coordinates(1, 16_000);
    double[][][] output = siren.forward(coords);
    List<LayerTrace> layers = siren.trace(Batch.coordinates(1, 100));
    for (LayerTrace trace : layers) {
      System.out.println(trace.name() + " " + Arrays.toString(trace.shape()));
    }
    Clip clip = Clip.read(path("speech.wav"));
    double omega0 = Nonlinearity.Sine.omega0(400, clip.seconds());
    Network network = Network.create(NetworkSpec.siren(32, 3, omega0, 30), 1);
    Batch whole = Batch.of(clip);
    double first;
    double last = 0;
    try (TrainingLoop loop = TrainingLoop.adam(network, "mse", 1e-3)) {
      first = loop.step(whole);
      for (int epoch = 0; epoch < 100; epoch++) {
        last = loop.step(whole);
      }
    }
    Clip early = clip.slice(0, 2000);
    Clip late = clip.slice(2000, 2000);
    List<Batch> loader = List.of(Batch.of(early, late), Batch.of(late, early));
    Network shared = Network.create(NetworkSpec.siren(16, 2, 300, 30), 2);
    double mean;
    try (TrainingLoop loop = TrainingLoop.adam(shared, "hybrid", 1e-3)) {
      mean = loop.epoch(loader);
    }
    double[][][] twice =
        Batch.coordinates(
            clip.frames(), clip.sampleRate(), 2 * clip.sampleRate(), 2 * clip.frames());
    double[][][] finer = network.forward(twice);
    double[][][] slope = network.derivative(Batch.coordinates(1, 100), 1);
    Network relu = Network.create(NetworkSpec.relu(32, 3), 1);
    double flat = 0;
    try (TrainingLoop loop = TrainingLoop.adam(relu, "mse", 1e-3)) {
      for (int epoch = 0; epoch <= 100; epoch++) {
        flat = loop.step(whole);
      }
    }
    double[][][] bend = relu.derivative(Batch.coordinates(1, 100), 2);

    assertThat(parameters).isEqualTo(263_937);
    assertThat(y).isEqualTo(Math.sin(0.3));
    assertThat(output).hasDimensions(1, 16_000);
    assertThat(output[0][0]).hasSize(1);
    assertThat(layers).hasSize(6);
    assertThat(layers.get(4).shape()).containsExactly(1, 100, 256);
    assertThat(layers.get(5).name()).isEqualTo("net.5");
    assertThat(layers.get(5).shape()).containsExactly(1, 100, 1);
    assertThat(whole.shape()).containsExactly(1, 4000, 1);
    assertThat(last).isLessThan(0.8 * first);
    assertThat(mean).isFinite();
    assertThat(finer).hasDimensions(1, 8000);
    assertThat(finer[0][2000][0]).isEqualTo(network.forward(whole.coordinates())[0][1000][0]);
    assertThat(slope[0][0][0]).isNotZero();
    assertThat(flat).isGreaterThan(last);
    assertThat(Arrays.stream(bend[0])).allMatch(second -> second[0] == 0);
  }

  @Test
  void theGuideHasTheLinesOfThisTest() throws IOException {
    List<String> blocks =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(6);
    String test = bare(Files.readString(THIS));
    for (String block : blocks) {
      assertThat(test).contains(bare(block));
    }
  }

  private static String bare(String code) {
    return code.replace("Path.of(", "path(").replaceAll("\\s+", "");
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
