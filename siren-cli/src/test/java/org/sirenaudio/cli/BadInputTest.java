package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

/** Input that cannot be used, and output that cannot be created: one line, and no file is left. */
class BadInputTest {
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private CommandRun refuses(int code, Object... words) throws IOException {
    List<Path> before = files();
    CommandRun run = CommandRun.of(words).failed(code);
    assertThat(files()).isEqualTo(before);
    assertThat(run.err()).doesNotContain("unexpected", "Exception");
    return run;
  }

  private void refusedByAll(int code, Path in, String complaint) throws IOException {
    for (Object[] words :
        new Object[][] {{"fit", in}, {"upsample", in, "--factor", 2}, {"info", in}}) {
      CommandRun run = refuses(code, words);
      assertThat(run.err()).startsWith("siren: " + in + ": ").contains(complaint);
    }
  }

  @Test
  void aMissingFileIsReported() throws IOException {
    refusedByAll(ExitCode.NO_INPUT, folder.resolve("none.wav"), "no such file");
    refuses(ExitCode.NO_INPUT, "render", folder.resolve("none.safetensors"));
    refuses(ExitCode.NO_INPUT, "info", folder.resolve("none.safetensors"));
  }

  @Test
  void aFolderInPlaceOfAFileIsReported() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    refusedByAll(ExitCode.BAD_DATA, inner, "is a folder");
    refuses(ExitCode.BAD_DATA, "render", inner);
  }

  static Stream<Arguments> filesWithoutSound() {
    float nan = Float.NaN;
    float infinite = Float.NEGATIVE_INFINITY;
    byte[] whole = Sounds.wav(1, 8000, 40, new float[10]);
    return Stream.of(
        argumentSet("empty", new byte[0], "is empty"),
        argumentSet(
            "text",
            "Hello, sound!\n".getBytes(StandardCharsets.UTF_8),
            "is not a supported sound file"),
        argumentSet("cut off in the header", Arrays.copyOf(whole, 30), "ends"),
        argumentSet("cut off in the sound", Arrays.copyOf(whole, 61), "claims 40 bytes"),
        argumentSet("no frames", Sounds.wav(1, 8000, 0), "0 frames"),
        argumentSet("NaN", Sounds.wav(1, 8000, 12, 0, nan, 0), "frame 1 (both from 0)"),
        argumentSet("infinite", Sounds.wav(1, 8000, 12, 0, 0, infinite), "frame 2 (both from 0)"),
        argumentSet("no channels", Sounds.wav(0, 8000, 12, 0, 0, 0), "0 channels"),
        argumentSet("no rate", Sounds.wav(1, 0, 12, 0, 0, 0), "sample rate of 0 Hz"),
        argumentSet("claims too much", Sounds.wav(1, 8000, 1 << 20, 0, 0, 0), "claims 1048576"));
  }

  @ParameterizedTest
  @MethodSource("filesWithoutSound")
  void aFileWithoutUsableSoundIsReported(byte[] bytes, String complaint) throws IOException {
    refusedByAll(ExitCode.BAD_DATA, Files.write(folder.resolve("bad.wav"), bytes), complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit - --steps 1", "upsample - --factor 2", "info -", "render -"})
  void emptyStdinIsReported(String words) {
    CommandRun run = CommandRun.of((Object[]) words.split(" ")).failed(ExitCode.BAD_DATA);
    assertThat(run.err()).startsWith("siren: stdin: is empty");
  }

  /** Tests may run as root, whom no permission stops; so the folder is missing, or is a file. */
  @ParameterizedTest
  @ValueSource(strings = {"missing/out", "tone.wav/out", "missing/deeper/out"})
  void aMissingOutputFolderIsReported(String out) throws IOException {
    Path in = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    Path output = folder.resolve(out);
    for (Object[] words :
        new Object[][] {
          {"fit", in, "-o", output, "-y"},
          {"upsample", in, "--factor", 2, "-o", output, "-y"},
          {"render", model, "-o", output, "-y"}
        }) {
      assertThat(refuses(ExitCode.CANNOT_CREATE, words).err())
          .contains(output + ": no such folder");
    }
  }

  @Test
  void aModelInPlaceOfARecordingIsReported() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    assertThat(refuses(ExitCode.BAD_DATA, "compare", model, model).err())
        .contains("m.safetensors: is a safetensors file, not a sound; to hear a model, render it");
  }

  @Test
  void aFolderInPlaceOfTheOutputIsReported() throws IOException {
    Path in = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    assertThat(refuses(ExitCode.CANNOT_CREATE, "fit", in, "-o", folder, "-y").err())
        .contains(folder + ": is a folder");
  }

  @Test
  void anExistingOutputIsKept() throws IOException {
    Path in = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    Path other = Sounds.write(Sounds.tone(), folder.resolve("other.wav"));
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    for (Object[] words :
        new Object[][] {
          {"fit", in, "-o", model},
          {"upsample", in, "--factor", 2, "-o", other},
          {"render", model, "-o", in}
        }) {
      assertThat(refuses(ExitCode.CANNOT_CREATE, words).err()).contains("exists; add -y");
    }
  }

  @Test
  void aTruncatedModelIsReported() throws IOException {
    byte[] whole = Files.readAllBytes(Sounds.model(folder.resolve("m.safetensors")));
    Path cut = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length += 1 + length / 6) {
      byte[] part = Arrays.copyOf(whole, length);
      Files.write(cut, part);
      assertThat(refuses(ExitCode.BAD_DATA, "render", cut).err()).contains(cut + ": ");
      assertThat(refuses(ExitCode.BAD_DATA, "info", cut).err()).contains(cut + ": ");
      CommandRun.on(part, "render", "-", "-o", "-").failed(ExitCode.BAD_DATA);
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    assertThat(refuses(ExitCode.BAD_DATA, "render", cut).err()).contains("is truncated");
  }

  @Test
  void aSoundInPlaceOfAModelIsReported() throws IOException {
    Path in = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
    assertThat(refuses(ExitCode.BAD_DATA, "render", in, "-y").err())
        .contains("tone.wav: is a sound, not a safetensors file; to get a model of it, fit it");
    for (String start : List.of("fLaC\0\0\0\"", "OggS\0\2\0\0", "ID3\3\0\0\0\1", "\0\0\0 ftyp")) {
      byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(CommandRun.on(bytes, "render", "-", "-o", "-").failed(ExitCode.BAD_DATA).err())
          .contains("is a sound");
    }
  }
}
