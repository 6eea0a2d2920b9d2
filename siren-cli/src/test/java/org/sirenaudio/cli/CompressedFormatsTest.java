package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.command.ExitCode;

/** Reading and writing through siren-codecs. */
class CompressedFormatsTest {

  @TempDir Path folder;

  private Path written(String name) throws IOException {
    Path tone = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Path file = folder.resolve(name);
    CommandRun.of("downsample", tone, "--factor", 2, "-o", file, "-q", "-y").done();
    return file;
  }

  @Test
  void aFlacGivesTheSameFitAsItsWav() throws IOException {
    Path flac = written("x.flac");
    Path wav = folder.resolve("x.wav");
    CommandRun.of(
            "downsample",
            folder.resolve("tone.wav"),
            "--factor",
            2,
            "-o",
            wav,
            "--encoding",
            "pcm_24",
            "-q")
        .done();
    for (Path in : new Path[] {flac, wav}) {
      CommandRun.of(
              "fit",
              in,
              "-o",
              in + ".safetensors",
              "--no-plot",
              "--no-rendering",
              "--steps",
              3,
              "-q")
          .done();
    }
    Path model = Path.of(flac + ".safetensors");
    Path out = folder.resolve("out.flac");
    CommandRun.of("render", model, "-r", 16_000, "-o", out, "-q").done();
    assertThat(CommandRun.of("info", out, "--json").done().json())
        .containsEntry("sampleRate", 16_000.0)
        .containsEntry("frames", 8000);
    assertThat(CommandRun.of("compare", flac, wav, "--json").done().out())
        .containsPattern("\"snr\":\\{\"overall\":null,\"overallNote\":\"infinite\"");
  }

  @Test
  void aFlacIsReadFromAPipe() throws IOException {
    Path flac = written("x.flac");
    Object frames = CommandRun.of("info", flac, "--json").done().json().get("frames");
    assertThat(CommandRun.on(Files.readAllBytes(flac), "info", "-", "--json").done().json())
        .containsEntry("frames", frames);
  }

  @Test
  void theTemporaryCopyOfAPipeIsDeleted() throws IOException {
    byte[] flac = Files.readAllBytes(written("x.flac"));
    Set<Path> before = copies();
    CommandRun.on(flac, "info", "-").done();
    CommandRun.on(flac, "downsample", "-", "--factor", 2, "-o", folder.resolve("y.wav")).done();
    assertThat(before).containsAll(copies());
  }

  private static Set<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().endsWith(".samples")).collect(Collectors.toSet());
    }
  }

  @Test
  void aDamagedFileIsARowOfTheManifest() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path flac = written("x.flac");
    byte[] bytes = Files.readAllBytes(flac);
    Files.write(corpus.resolve("good.flac"), bytes);
    Files.write(corpus.resolve("cut.flac"), Arrays.copyOf(bytes, bytes.length / 2));
    CommandRun run =
        CommandRun.of("corpus", "fit", corpus, "-o", folder.resolve("out"), "--steps", 2);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains("1 recording could not be fitted; the first: cut.flac: ");
    assertThat(run.out()).contains("1 fitted", "1 failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info tone.wav --stream 2 | 65 | holds one stream only, no stream 2",
        "info x.flac --stream 2 | 65 | has 1 sound stream, no stream 2",
        "info x.flac --stream 0 | 2 | --stream must be at least 1",
        "downsample tone.wav -r 7000 -o y.mp3 | 2 | MP3 does not support 7000 Hz",
        "downsample tone.wav -r 4000 -o y.opus | 2 | the nearest supported rate is 8000 Hz",
        "upsample tone.wav -r 44100 -o y.opus | 2 | 24000 Hz or 48000 Hz",
        "upsample tone.wav --evaluate 2 -o y.mp3 --encoding pcm_16 | 2 | applies to .wav and .flac"
            + " only"
      })
  void errorsAreOneLine(String words, int code, String line) throws IOException {
    written("x.flac");
    Object[] command =
        Arrays.stream(words.split(" "))
            .map(word -> word.contains(".") ? folder.resolve(word).toString() : word)
            .toArray();
    assertThat(CommandRun.of(command).failed(code).err()).contains(line);
    assertThat(folder).isDirectoryNotContaining("glob:**y.*");
  }
}
