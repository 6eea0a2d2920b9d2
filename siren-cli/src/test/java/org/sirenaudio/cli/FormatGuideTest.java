package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;

/** The reader in docs/format.md, beside {@code siren render}, on every kind of file. */
class FormatGuideTest {
  private static final Path GUIDE = Path.of("../docs/format.md");
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int MOST_LINES = 60;

  @TempDir private Path folder;

  private static List<String> reader() throws IOException {
    List<String> lines = Files.readAllLines(GUIDE);
    List<String> rest = lines.subList(lines.indexOf("```python") + 1, lines.size());
    return rest.subList(0, rest.indexOf("```"));
  }

  @Test
  void theGuidesReaderHasAtMostFortyLines() throws IOException {
    assertThat(reader()).hasSizeBetween(1, MOST_LINES);
  }

  @Test
  void theGuidesReaderMatchesTheRenderer() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python");
    assumeTrue(python("import numpy\n") == 0, "no NumPy");
    List<Path> models = ModelFiles.in(folder);
    assertThat(models).hasSizeGreaterThan(12);
    StringBuilder script = new StringBuilder(String.join("\n", reader()) + "\n");
    for (Path model : models) {
      // Twice the rate asks between the samples too.
      ClipModel read = ClipModel.read(model);
      int rate = (int) (2 * read.sampleRate());
      CommandRun.of("render", model, "-r", rate, "--encoding", "float", "-o", wav(model)).done();
      script.append(
          "amplitudes('%s', np.arange(%d) / %d).astype('<f4').tofile('%s')%n"
              .formatted(
                  model.getFileName(),
                  Clip.read(wav(model)).frames(),
                  rate,
                  raw(model).getFileName()));
    }
    assertThat(python(script.toString())).isZero();
    for (Path model : models) {
      Clip rendered = Clip.read(wav(model));
      ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(raw(model)));
      values.order(ByteOrder.LITTLE_ENDIAN);
      assertThat(values.remaining()).isEqualTo(4 * rendered.frames() * rendered.channels());
      for (int i = 0; i < rendered.frames(); i++) {
        for (int c = 0; c < rendered.channels(); c++) {
          assertThat(values.getFloat())
              .as("%s, frame %d, channel %d", model.getFileName(), i, c)
              .isCloseTo(rendered.channel(c)[i], within(1e-5f));
        }
      }
    }
  }

  private static Path wav(Path model) {
    return Path.of(model + ".wav");
  }

  private static Path raw(Path model) {
    return Path.of(model + ".f32");
  }

  private int python(String code) throws Exception {
    Path script = Files.writeString(folder.resolve("script.py"), code);
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-B", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      System.getLogger("org.sirenaudio").log(System.Logger.Level.INFO, output);
    }
    return exit;
  }
}
