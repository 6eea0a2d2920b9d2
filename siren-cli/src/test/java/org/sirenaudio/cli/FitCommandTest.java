package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.model.ClipModel;

/** Input and output of {@code siren fit}; its options are in {@link FitOptionsTest}. */
class FitCommandTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
  }

  private CommandRun quick(Path in, Object... more) {
    Object[] words = new Object[more.length + 8];
    Object[] begin = {"fit", in, "--hidden", 8, "--windows", 1, "--steps", 20};
    System.arraycopy(begin, 0, words, 0, begin.length);
    System.arraycopy(more, 0, words, begin.length, more.length);
    return CommandRun.of(words);
  }

  @Test
  void fitWritesModelRenderingAndPictureBesideTheRecording() throws IOException {
    CommandRun run = quick(recording).done();
    Path model = folder.resolve("tone.safetensors");
    Path rendering = folder.resolve("tone.siren.wav");
    Path picture = folder.resolve("tone.siren.png");
    assertThat(folder)
        .isDirectoryContaining(p -> p.equals(model))
        .isDirectoryContaining(p -> p.equals(rendering))
        .isDirectoryContaining(p -> p.equals(picture));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(4);
    }
    assertThat(ClipModel.read(model).frames()).isEqualTo(Sounds.FRAMES);
    Clip rendered = Clip.read(rendering);
    assertThat(rendered.sampleRate()).isEqualTo(Sounds.RATE);
    assertThat(rendered.frames()).isEqualTo(Sounds.FRAMES);
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isPositive();
    assertThat(run.out().lines().map(line -> line.replaceFirst(" .*", "")))
        .startsWith("clip", "SNR", "model", "size", "fit", "files");
    assertThat(run.out())
        .contains("tone.wav, 0.050 s, 8000 Hz, mono, 400 frames")
        .contains("2 sine layers of 8")
        .contains("20 steps")
        .contains(model.toString(), rendering.toString(), picture.toString());
  }

  @Test
  void jsonHasTheSummary() {
    CommandRun run = quick(recording, "--json", "--seed", 7).done();
    Map<String, Object> summary = run.json();
    assertThat(summary)
        .containsEntry("parameters", 97)
        .containsEntry("steps", 20)
        .containsEntry("silent", false)
        .containsEntry("interrupted", false)
        .containsEntry("windows", 1)
        .containsEntry("layers", 2)
        .containsEntry("hidden", 8)
        .containsEntry("recipe", "balanced")
        .containsEntry("loss", "mse")
        .containsEntry("seed", 7)
        .containsEntry("sampleRate", 8000.0)
        .containsEntry("channels", 1)
        .containsEntry("frames", Sounds.FRAMES)
        .containsEntry("model", folder.resolve("tone.safetensors").toString())
        .containsEntry("rendering", folder.resolve("tone.siren.wav").toString())
        .containsEntry("plot", folder.resolve("tone.siren.png").toString())
        .containsEntry("picture", folder.resolve("tone.siren.png").toString());
    for (String number : new String[] {"snrDb", "betweenDb", "worstWindowDb", "seconds"}) {
      assertThat(summary.get(number)).as(number).isInstanceOf(Double.class);
    }
    assertThat(summary).containsKeys("firstHz", "density", "rollbacks", "lowWindows");
  }

  @Test
  void windowsBelowTenDecibelsAreListed() {
    CommandRun run =
        CommandRun.of("fit", recording, "--windows", 2, "--hidden", 1, "--steps", 1, "--keep-poor")
            .done();
    assertThat(run.out()).contains("low      2 windows below 10 dB: ");
    assertThat(quick(recording, "-y").done().out()).doesNotContain("below 10 dB");
  }

  @Test
  void outputNamesTheModelAndTheFilesBesideIt() {
    Path model = folder.resolve("other.name.safetensors");
    quick(recording, "-o", model).done();
    assertThat(model).isRegularFile();
    assertThat(folder.resolve("other.name.siren.wav")).isRegularFile();
    assertThat(folder.resolve("other.name.siren.png")).isRegularFile();
    assertThat(folder.resolve("tone.safetensors")).doesNotExist();
  }

  @Test
  void renderingAndPictureCanBeOmitted() {
    quick(recording, "--no-rendering", "--no-plot").done();
    assertThat(folder.resolve("tone.safetensors")).isRegularFile();
    assertThat(folder.resolve("tone.siren.wav")).doesNotExist();
    assertThat(folder.resolve("tone.siren.png")).doesNotExist();
  }

  @Test
  void quietPrintsNothing() {
    assertThat(quick(recording, "-q").done().out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone.safetensors", "tone.siren.wav", "tone.siren.png"})
  void existingFilesAreReplacedOnlyWhenAsked(String name) throws IOException {
    Path taken = Files.writeString(folder.resolve(name), "mine");
    CommandRun refused = quick(recording).failed(ExitCode.CANNOT_CREATE);
    assertThat(refused.err()).contains(taken.toString(), "-y");
    assertThat(taken).hasContent("mine");
    quick(recording, "-y").done();
    assertThat(Files.size(taken)).isGreaterThan(4);
  }

  @Test
  void dashReadsTheRecordingFromStdin() throws IOException {
    Path model = folder.resolve("m.safetensors");
    byte[] wav = Files.readAllBytes(recording);
    CommandRun run =
        CommandRun.on(wav, "fit", "-", "-o", model, "--hidden", 8, "--windows", 1, "--steps", 20)
            .done();
    assertThat(run.out()).contains("stdin, 0.050 s");
    quick(recording).done();
    assertThat(FitOptionsTest.parameters(model))
        .isEqualTo(FitOptionsTest.parameters(folder.resolve("tone.safetensors")));
  }

  @Test
  void dashWritesTheModelAloneToStdout() throws IOException {
    CommandRun run = quick(recording, "-o", "-");
    assertThat(run.code()).isZero();
    ClipModel model = ClipModel.read(new ByteArrayInputStream(run.bytes()), "stdout");
    assertThat(model.frames()).isEqualTo(Sounds.FRAMES);
    assertThat(run.err()).startsWith("clip ").contains("20 steps");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(recording);
    }
  }

  @Test
  void silenceIsFittedAndReported() throws IOException {
    Path silence =
        Sounds.write(Clip.of(Sounds.RATE, new float[1][400]), folder.resolve("silence.wav"));
    assertThat(quick(silence).done().out()).contains("the clip is silent");
    assertThat(quick(silence, "--json", "-y").done().json())
        .containsEntry("silent", true)
        .containsEntry("snrDb", null);
    Clip rendered = Clip.read(folder.resolve("silence.siren.wav"));
    assertThat(rendered.channel(0)).containsOnly(0);
  }

  @Test
  void oneFrameIsFitted() throws IOException {
    Path one = Sounds.write(Sounds.tone(1, 1), folder.resolve("one.wav"));
    assertThat(quick(one).done().out()).contains("1 frame\n");
    assertThat(Clip.read(folder.resolve("one.siren.wav")).frames()).isEqualTo(1);
  }

  @Test
  void bothChannelsOfAStereoRecordingAreFitted() throws IOException {
    Path stereo = Sounds.write(Sounds.tone(2, 300), folder.resolve("stereo.wav"));
    assertThat(quick(stereo).done().out()).contains("stereo, 300 frames");
    assertThat(Clip.read(folder.resolve("stereo.siren.wav")).channels()).isEqualTo(2);
  }

  @Test
  void aFractionalRateIsRenderedAtTheNearestInteger() throws IOException {
    Path aiff = Files.write(folder.resolve("odd.aiff"), Sounds.aiff(8000.4, 300));
    assertThat(quick(aiff).done().out()).contains("8000.4 Hz");
    assertThat(Clip.read(folder.resolve("odd.siren.wav")).sampleRate()).isEqualTo(8000);
    CommandRun.of("render", folder.resolve("odd.safetensors")).done();
    assertThat(Clip.read(folder.resolve("odd.wav")).sampleRate()).isEqualTo(8000);
  }
}
