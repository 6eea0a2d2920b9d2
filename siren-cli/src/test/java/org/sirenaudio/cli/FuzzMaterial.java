package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sirenaudio.audio.Clip;

/**
 * A folder of all kinds of input, good and bad, of which every run of a command gets a copy.
 *
 * @param folder where they lie
 */
record FuzzMaterial(Path folder) {
  private static final List<String> SOUNDS = List.of("tone.wav", "stereo.wav", "pcm.wav", "s.aiff");

  static FuzzMaterial in(Path folder) throws IOException {
    Path tone = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    Sounds.write(Sounds.tone(), folder.resolve("same.wav"));
    Sounds.write(Sounds.tone(2, 500), folder.resolve("stereo.wav"));
    CommandRun.of("downsample", tone, "--factor", 2, "--encoding", "pcm_16", "-q").done();
    Files.move(folder.resolve("tone-4000.wav"), folder.resolve("pcm.wav"));
    Files.write(folder.resolve("s.aiff"), Sounds.aiff(8000, 300));
    Sounds.write(Clip.of(8000, new float[2][300]), folder.resolve("silence.wav"));
    Sounds.write(Clip.of(8000, new float[][] {{0.5f}}), folder.resolve("one.wav"));
    Files.write(folder.resolve("nan.wav"), Sounds.wav(1, 8000, 12, 0.1f, Float.NaN, 0.2f));
    Files.write(folder.resolve("none.wav"), Sounds.wav(1, 8000, 0));
    Files.write(folder.resolve("longer.wav"), Sounds.wav(1, 8000, 4000, 0.1f, 0.2f, 0.1f));
    byte[] bytes = Files.readAllBytes(tone);
    Files.write(folder.resolve("cut.wav"), Arrays.copyOf(bytes, 30));
    Files.write(folder.resolve("empty.wav"), new byte[0]);
    Files.writeString(folder.resolve("text.wav"), "no sound\n");
    Files.writeString(folder.resolve("ID3.wav"), "ID3" + "\0".repeat(40));
    StringBuilder points = new StringBuilder("time,value\n");
    for (int i = 0; i < 60; i++) {
      points.append(0.001 * i).append(',').append(Math.sin(0.3 * i)).append('\n');
    }
    Files.writeString(folder.resolve("points.csv"), points);
    Files.writeString(folder.resolve("bad.csv"), "0;0,5\n1;0,25\n");
    Files.writeString(folder.resolve("empty.csv"), "");
    model(folder, tone);
    corpus(folder, tone);
    return new FuzzMaterial(folder);
  }

  private static void model(Path folder, Path tone) throws IOException {
    Path model = folder.resolve("model.safetensors");
    CommandRun.of("fit", tone, "-o", model, "-q", "--no-plot", "--no-rendering", "--steps", 9)
        .done();
    byte[] bytes = Files.readAllBytes(model);
    Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, bytes.length / 2));
    String text = new String(bytes, UTF_8);
    Files.writeString(
        folder.resolve("odd.safetensors"), text.replaceFirst("sample_rate", "sample_late"));
  }

  private static void corpus(Path folder, Path tone) throws IOException {
    Path in = Files.createDirectories(folder.resolve("corpus/deep"));
    Files.copy(tone, in.resolve("a.wav"));
    Files.copy(folder.resolve("s.aiff"), in.resolveSibling("b.aiff"));
    Files.copy(folder.resolve("text.wav"), in.resolve("text.wav"));
    CommandRun.of("corpus", "fit", folder.resolve("corpus"), "-o", folder.resolve("fitted"), "-q");
    Files.createDirectory(folder.resolve("nothing"));
  }

  /** What a parameter of that name is meant to be. */
  List<String> right(String label) {
    return switch (label) {
      case "MODEL" -> List.of("model.safetensors");
      case "REFERENCE", "TEST" -> List.of("tone.wav", "same.wav");
      case "DIR" -> List.of("corpus");
      case "OUT" -> List.of("fitted");
      case "FILE" -> List.of("model.safetensors", "tone.wav", "silence.wav");
      default -> SOUNDS;
    };
  }

  /** Existing and missing paths. */
  List<String> names() {
    return Stream.concat(files().map(file -> folder.relativize(file).toString()), Stream.of("no"))
        .filter(name -> !name.isEmpty() && !name.contains("/"))
        .sorted()
        .toList();
  }

  private Stream<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Copies everything to a folder. */
  void copyTo(Path target) throws IOException {
    for (Path file : files().toList()) {
      Path copy = target.resolve(folder.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
  }
}
