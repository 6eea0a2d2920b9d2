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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** The reader in docs/format.md, beside {@code siren render}, on every kind of file. */
class FormatGuideTest {
  private static final Path GUIDE = Path.of("../docs/format.md");
  private static final Path COMMITTED = Path.of("../siren-core/src/test/resources/formats");
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int MOST_LINES = 40;

  @TempDir private Path folder;

  private static List<String> reader() throws IOException {
    List<String> lines = Files.readAllLines(GUIDE);
    List<String> rest = lines.subList(lines.indexOf("```python") + 1, lines.size());
    return rest.subList(0, rest.indexOf("```"));
  }

  private void gather() throws IOException {
    try (Stream<Path> files = Files.list(COMMITTED)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("v")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path sound = Sounds.write(Sounds.tone(2, 2000), folder.resolve("tone.wav"));
    fit(sound, "fit-many-stereo", "--steps", 12);
    fit(
        sound,
        "fit-one-stereo",
        "--windows",
        1,
        "--hidden",
        24,
        "--first-hz",
        1000,
        "--steps",
        100);
    NetworkSpec relu = NetworkSpec.relu(5, 2);
    write("new-relu", relu, relu.withHiddenFeatures(7));
    write("new-one-positional", NetworkSpec.positional(6, 2, 5));
    write("new-positional", NetworkSpec.positional(6, 2, 5), relu.withHiddenFeatures(6));
    List<NetworkSpec> padded = new ArrayList<>();
    for (int width = 1; width < 30; width++) {
      padded.add(NetworkSpec.siren(width, 2, 9.5 + width, 30));
    }
    write("new-padded", padded.toArray(NetworkSpec[]::new));
  }

  private void fit(Path sound, String name, Object... options) {
    List<Object> words = new ArrayList<>(List.of("fit", sound, "-q", "-o"));
    words.add(folder.resolve(name + ".safetensors"));
    words.addAll(List.of(options));
    CommandRun.of(words.toArray()).done();
  }

  private void write(String name, NetworkSpec... specs) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < specs.length; i++) {
      segments.add(new Segment(40L * i, 50 + i, Network.create(specs[i], i)));
    }
    long frames = segments.getLast().lastFrame() + 1;
    ClipModel.of(8000, frames, 0.7, segments, Map.of())
        .write(folder.resolve(name + ".safetensors"));
  }

  @Test
  void theReaderIsShort() throws IOException {
    assertThat(reader()).hasSizeBetween(1, MOST_LINES);
  }

  @Test
  void theReaderHearsWhatSirenRenders() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python");
    assumeTrue(python("import numpy\n") == 0, "no NumPy");
    gather();
    List<Path> models;
    try (Stream<Path> files = Files.list(folder)) {
      models = files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    }
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
