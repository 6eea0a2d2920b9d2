package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

/** An option means the same in every command, and names of earlier versions go on working. */
class CommonOptionsTest {
  private static final String QUICK = " --hidden 8 --windows 1 --steps 5";
  private static final String FIT = "fit IN -o OUT.safetensors" + QUICK;
  private static final String UPSAMPLE = "upsample IN -o OUT.wav --factor 2" + QUICK;
  private static final String EVALUATE = "upsample IN --evaluate 2" + QUICK;
  private static final String COMPARE = "compare IN IN";
  private static final String NETWORKS =
      "compare-networks IN --hidden 8 --layers 2 --steps 5 --batch 64";
  private static final int PCM_BYTES_PER_SAMPLE = 2;

  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(1, 2000), folder.resolve("tone.wav"));
  }

  private CommandRun run(String line) {
    String words =
        line.replace("IN", recording.toString()).replace("OUT", folder.resolve("out").toString());
    return CommandRun.of((Object[]) words.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {FIT, UPSAMPLE, EVALUATE, COMPARE, NETWORKS})
  void aPlotIsPngOrSvgByItsExtension(String command) throws IOException {
    Path png = folder.resolve("p.PNG");
    Path svg = folder.resolve("p.svg");
    assertThat(run(command + " --json --plot " + png).done().json())
        .containsEntry("plot", png.toString());
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1400);
    run(command + " -y --plot " + svg).done();
    assertThat(Files.readString(svg).strip().endsWith("</svg>")).isTrue();
    assertThat(run(command + " -y --plot p.gif").failed(ExitCode.USAGE).err())
        .contains("p.gif: a plot must have the extension .png or .svg");
    Files.delete(png);
    Files.delete(svg);
    assertThat(run(command + " -y --json --no-plot").done().json()).doesNotContainKey("plot");
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".png"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FIT,
        UPSAMPLE,
        EVALUATE,
        COMPARE,
        NETWORKS,
        "info IN",
        "downsample IN -o OUT.wav --factor 2"
      })
  void quietPrintsNothingAndJsonIsOneObject(String command) {
    assertThat(run(command + " -q").done().out()).isEmpty();
    Map<String, Object> all =
        run(command + " --json -q" + (command.startsWith("info") ? "" : " -y")).done().json();
    Set<String> keys = new TreeSet<>();
    collect(all, keys);
    keys.removeAll(List.of("si-sdr", "mr-stft", "spectral-convergence"));
    assertThat(keys).allMatch(key -> key.matches("[a-z][A-Za-z0-9]*"));
  }

  private static void collect(Object value, Set<String> keys) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> {
            keys.add(key.toString());
            collect(inner, keys);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(inner, keys));
    }
  }

  @Test
  void soundIsWrittenInTheRequestedEncoding() throws IOException {
    Path out = folder.resolve("out.wav");
    for (String command :
        List.of(UPSAMPLE, EVALUATE + " -o OUT.wav", "downsample IN -o OUT.wav --factor 2")) {
      run(command + " -y --encoding pcm_16").done();
      int frames = Clip.read(out).frames();
      assertThat(Files.size(out)).as(command).isEqualTo(44 + PCM_BYTES_PER_SAMPLE * frames);
    }
    run(FIT + " --encoding pcm_16").done();
    assertThat(Files.size(folder.resolve("out.siren.wav")))
        .isEqualTo(44 + PCM_BYTES_PER_SAMPLE * 2000);
  }

  @Test
  void aFactorMustBeAboveOneAndAnIntegerWithoutAFilter() {
    for (String factor : List.of("0.5", "1", "-2", "two")) {
      for (String command : List.of("downsample IN --factor ", "upsample IN --factor ")) {
        assertThat(run(command + factor).failed(ExitCode.USAGE).err())
            .contains("'--factor': a factor must be above 1", "not " + factor);
      }
    }
    for (String factor : List.of("0.5", "1", "1.5", "4/3", "two")) {
      assertThat(run("upsample IN --evaluate " + factor).failed(ExitCode.USAGE).err())
          .contains("'--evaluate': FACTOR must be an integer of at least 2")
          .contains("not " + factor)
          .doesNotContain("such as");
    }
    assertThat(run("downsample IN --factor 1.5").failed(ExitCode.USAGE).err())
        .contains("--factor 1.5 turns 8000 Hz into 5333.333 Hz", "use --rate 5333");
    assertThat(run("downsample IN --factor 8/3 --naive").failed(ExitCode.USAGE).err())
        .contains("8000 Hz / 3000 Hz is not an integer", "a rate that divides 8000 Hz");
    assertThat(run("downsample IN --rate 8000").failed(ExitCode.USAGE).err())
        .contains("not below the recording's 8000 Hz", "siren upsample");
  }

  /** Every command that writes sound reports clipped samples. */
  @Test
  void clippingIsReported() throws IOException {
    float[] samples = new float[1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (1.5 * Math.sin(0.05 * i));
    }
    Files.delete(recording);
    Sounds.write(Clip.of(Sounds.RATE, new float[][] {samples}), recording);
    run("fit IN -o OUT.safetensors --no-plot --steps 12 -q --no-rendering").done();
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Files.copy(recording, clips.resolve("a.wav"));
    run("corpus fit " + clips + " -o OUT-corpus --steps 12 -q").done();
    for (String command :
        List.of(
            "fit IN -o OUT.safetensors --no-plot --steps 12",
            "render OUT.safetensors -o OUT.wav",
            "render OUT.safetensors -o OUT.wav -r 4000",
            "corpus render OUT-corpus",
            "upsample IN -o OUT.wav --factor 2 --steps 12",
            "upsample IN -o OUT.wav --evaluate 2 --steps 12",
            "downsample IN -o OUT.wav --factor 2",
            "downsample IN -o OUT.wav --factor 8/3",
            "downsample IN -o OUT.wav --factor 2 --naive")) {
      String pcm = command + " -y --encoding pcm_16";
      assertThat(run(pcm).done().out()).as(pcm).contains("clipped", "use --encoding float");
      Object clipped = run(pcm + " --json").done().json().get("clippedSamples");
      assertThat(((Number) clipped).longValue()).as(pcm).isPositive();
      assertThat(run(command + " -y --json").done().json())
          .as(command)
          .containsEntry("clippedSamples", 0);
    }
  }

  @Test
  void deprecatedNamesWorkAndAreReported() throws IOException {
    told(FIT + " --no-picture", "--no-picture is now --no-plot");
    assertThat(folder.resolve("out.siren.png")).doesNotExist();
    told(FIT + " -y --density 2", "--density is now --oversampling");
    Path png = folder.resolve("p.png");
    told(NETWORKS + " -o " + png, "--output is now --plot");
    assertThat(png).isNotEmptyFile();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double t = 0.001 * i;
      lines.add(t + "," + 0.5 * Math.sin(2 * Math.PI * 40 * t));
    }
    Path points = Files.write(folder.resolve("points.csv"), lines);
    Path model = folder.resolve("points.safetensors");
    told("fit " + points + QUICK + " --no-plot --rate 1000", "--rate is now --band-limit");
    byte[] usual = Files.readAllBytes(model);
    run("fit " + points + QUICK + " --no-plot -y --band-limit 1000").done();
    assertThat(model).hasBinaryContent(usual);
    assertThat(run(FIT + " --help").out().split("[\\s,=\\[\\]|()]+"))
        .doesNotContainAnyElementsOf(Arrays.asList("--no-picture", "--density", "--rate"));
  }

  private void told(String command, String line) {
    CommandRun run = run(command);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEqualTo("siren: " + line + System.lineSeparator());
  }
}
