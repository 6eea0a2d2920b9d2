package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

class RenderCommandTest {
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void fit() throws IOException {
    model = Sounds.model(folder.resolve("m.safetensors"));
  }

  private static Clip stdout(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return Clip.read(new ByteArrayInputStream(run.bytes()), "stdout");
  }

  @Test
  void theDefaultIsTheRecordingsRateBesideTheModel() throws IOException {
    CommandRun run = CommandRun.of("render", model).done();
    Clip rendered = Clip.read(folder.resolve("m.wav"));
    assertThat(rendered.sampleRate()).isEqualTo(Sounds.RATE);
    assertThat(rendered.frames()).isEqualTo(Sounds.FRAMES);
    assertThat(folder.resolve("m.wav"))
        .as("the rendering that fit leaves")
        .hasSameBinaryContentAs(folder.resolve("m.siren.wav"));
    assertThat(run.out())
        .contains(folder.resolve("m.wav").toString(), "0.050 s, 8000 Hz, mono, 400 frames");
  }

  @ParameterizedTest
  @CsvSource({
    "-r, 16000, 800",
    "--rate, 44100, 2205",
    "-r, 8000, 400",
    "-r, 1000, 50",
    "-r, 1, 1",
    "-r, 768000, 38400"
  })
  void anyRateIsRendered(String option, int rate, int frames) throws IOException {
    CommandRun.of("render", model, option, rate).done();
    Clip rendered = Clip.read(folder.resolve("m-" + rate + ".wav"));
    assertThat(rendered.sampleRate()).isEqualTo(rate);
    assertThat(rendered.frames()).isEqualTo(frames);
  }

  @ParameterizedTest
  @CsvSource({
    "--start 0.01, 8000, 80, 320",
    "--duration 0.01, 8000, 0, 80",
    "--start 0.02 --duration 0.01, 8000, 160, 80",
    "--start 0.02 --duration 0.01, 16000, 320, 160",
    "--start 0.04 --duration 9, 8000, 320, 80",
    "--start 0, 8000, 0, 400",
    "--start 0.02 --duration 0.01, 4000, 80, 40",
    "--start 0.02 --duration 0.01, 3000, 60, 30",
    "--start 0.04, 7999, 320, 80"
  })
  void aSpanMatchesTheFullRendering(String part, int rate, int from, int frames)
      throws IOException {
    CommandRun.of("render", model, "-r", rate, "-o", folder.resolve("whole.wav")).done();
    Clip whole = Clip.read(folder.resolve("whole.wav"));
    String[] words = ("render " + model + " -o - -r " + rate + " " + part).split(" ");
    Clip rendered = stdout(CommandRun.of((Object[]) words));
    assertThat(rendered.channel(0)).isEqualTo(whole.slice(from, frames).channel(0));
  }

  /** The tone of 637 Hz is above the Nyquist frequency of 1 kHz, that of 300 Hz below. */
  @Test
  void aLowerRateIsFilteredUnlessNaive() throws IOException {
    Clip own = stdout(CommandRun.of("render", model, "-o", "-"));
    Clip filtered = stdout(CommandRun.of("render", model, "-o", "-", "-r", 1000));
    Clip naive = stdout(CommandRun.of("render", model, "-o", "-", "-r", 1000, "--naive"));
    double difference = 0;
    for (int m = 0; m < 50; m++) {
      assertThat((double) naive.channel(0)[m])
          .isCloseTo(own.channel(0)[8 * m], org.assertj.core.api.Assertions.within(1e-5));
      difference = Math.max(difference, Math.abs(naive.channel(0)[m] - filtered.channel(0)[m]));
    }
    assertThat(difference).isBetween(0.1, 0.3);
    assertThat(CommandRun.of("render", model, "-o", "-", "-r", 8000, "--naive").bytes())
        .isEqualTo(CommandRun.of("render", model, "-o", "-", "-r", 8000).bytes());
  }

  @ParameterizedTest
  @CsvSource({"float, 3, 32", "pcm_24, 65534, 24", "pcm_16, 1, 16", "PCM_16 --no-dither, 1, 16"})
  void samplesAreWrittenInTheRequestedEncoding(String encoding, int tag, int bits)
      throws IOException {
    Path out = folder.resolve("out.wav");
    String[] words = ("render " + model + " -o " + out + " --encoding " + encoding).split(" ");
    CommandRun.of((Object[]) words).done();
    byte[] bytes = Files.readAllBytes(out);
    assertThat(word(bytes, 20)).isEqualTo(tag);
    assertThat(word(bytes, 34)).isEqualTo(bits);
    float[] exact = Clip.read(folder.resolve("m.siren.wav")).channel(0);
    float[] stored = Clip.read(out).channel(0);
    for (int i = 0; i < exact.length; i++) {
      assertThat((double) stored[i]).isBetween(exact[i] - 1e-4, exact[i] + 1e-4);
    }
  }

  private static int word(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) | Byte.toUnsignedInt(bytes[at + 1]) << 8;
  }

  @Test
  void ditherCanBeDisabled() throws IOException {
    byte[] dithered = CommandRun.of("render", model, "-o", "-", "--encoding", "pcm_16").bytes();
    byte[] plain =
        CommandRun.of("render", model, "-o", "-", "--encoding", "pcm_16", "--no-dither").bytes();
    assertThat(plain).hasSameSizeAs(dithered).isNotEqualTo(dithered);
  }

  @Test
  void dashReadsTheModelFromStdinAndWritesTheSoundAloneToStdout() throws IOException {
    CommandRun run = CommandRun.on(Files.readAllBytes(model), "render", "-", "-o", "-", "--json");
    assertThat(stdout(run).frames()).isEqualTo(Sounds.FRAMES);
    assertThat(run.bytes()).isEqualTo(Files.readAllBytes(folder.resolve("m.siren.wav")));
    assertThat(run.jsonBesideOutput()).containsEntry("rendering", "-");
  }

  @Test
  void jsonHasTheSummary() {
    CommandRun run = CommandRun.of("render", model, "-r", 16000, "--json", "--threads", 1).done();
    assertThat(run.json())
        .containsEntry("rendering", folder.resolve("m-16000.wav").toString())
        .containsEntry("sampleRate", 16000.0)
        .containsEntry("channels", 1)
        .containsEntry("frames", 800)
        .containsEntry("clippedSamples", 0)
        .containsKey("seconds");
  }

  @Test
  void existingFilesAreReplacedOnlyWhenAsked() throws IOException {
    Path taken = Files.writeString(folder.resolve("m.wav"), "mine");
    assertThat(CommandRun.of("render", model).failed(ExitCode.CANNOT_CREATE).err())
        .contains(taken.toString(), "-y");
    assertThat(taken).hasContent("mine");
    CommandRun.of("render", model, "-y").done();
    assertThat(Clip.read(taken).frames()).isEqualTo(Sounds.FRAMES);
  }

  @Test
  void aClosedStdoutIsAnIoError() {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("nobody reads");
              }
            });
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new ByteArrayInputStream(new byte[0]),
            full,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "render",
            model.toString(),
            "-o",
            "-");
    assertThat(code).isEqualTo(ExitCode.IO_ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("stdout");
  }
}
