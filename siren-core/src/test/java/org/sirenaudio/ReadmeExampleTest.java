package org.sirenaudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** The README's example does what it says: these are its lines, with shorter names of files. */
class ReadmeExampleTest {
  private static final Path README = Path.of("../README.md");
  private static final Path THIS = Path.of("src/test/java/org/sirenaudio/ReadmeExampleTest.java");

  @TempDir Path folder;

  @Test
  void theReadmesExampleCanBeRepeated() throws IOException {
    Path speech = folder.resolve("speech.wav");
    Clip.read(Path.of("../examples/speech.wav")).slice(8000, 4000).write(speech);
    run();
    run();
  }

  private void run() throws IOException {
    Clip clip = Clip.read(path("speech.wav"));
    Fitter fitter = Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(50)));
    ClipModel model =
        fitter.fit(clip, progress -> System.out.printf("%.1f dB%n", progress.snrDb()));
    model.write(path("speech.safetensors"), true);
    Renderer renderer = Renderer.of(model);
    renderer.at(48_000).write(path("speech-48k.wav"), true);
    float[][] amplitudes = renderer.atInstants(new double[] {0.1, 0.10001, 1 / 7.0});

    assertThat(amplitudes).hasDimensions(1, 3);
    Clip upsampled = Clip.read(path("speech-48k.wav"));
    assertThat(upsampled.frames()).isEqualTo(12_000);
    assertThat(ClipModel.read(path("speech.safetensors")).frames()).isEqualTo(4000);
  }

  /** What a reader copies from the README is what this test runs, but for names and numbers. */
  @Test
  void theReadmeHasTheLinesOfThisTest() throws IOException {
    List<String> readme = Files.readAllLines(README);
    int begin = readme.indexOf("```java");
    assertThat(begin).as("a block of Java in the README").isNotNegative();
    List<String> block = readme.subList(begin + 1, readme.size());
    block = block.subList(0, block.indexOf("```"));
    assertThat(block).hasSizeLessThanOrEqualTo(10);
    String test = calls(Files.readString(THIS));
    for (String line : block) {
      assertThat(test).contains(calls(line));
    }
  }

  /** The code without blanks, literals and the two places where the test differs. */
  private static String calls(String code) {
    return code.replace("Path.of(", "path(")
        .replace(".withBudget(new Budget.Steps(50))", "")
        .replaceAll("[0-9][0-9_.]*", "0")
        .replaceAll("\\s+", "");
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
