package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

class CompareCommandTest {
  @TempDir private Path folder;
  private Path reference;

  @BeforeEach
  void record() throws IOException {
    reference = Sounds.write(Sounds.tone(2, 3000), folder.resolve("reference.wav"));
  }

  @Test
  void everyMetricIsPrintedOverallAndPerChannel() throws IOException {
    Path test = scaled(0.5, 0.9);
    CommandRun run = CommandRun.of("compare", reference, test).done();
    assertThat(run.out().lines().findFirst().orElse(""))
        .contains("metric", "overall", "channel 1", "channel 2");
    assertThat(run.out())
        .contains("SNR (dB)", "SI-SDR (dB)", "PSNR (dB)", "MSE", "LSD", "spectral convergence")
        .contains("MR-STFT distance", "6.02", "20.00");
  }

  @Test
  @SuppressWarnings("unchecked")
  void jsonHasEveryMetric() throws IOException {
    Map<String, Object> all =
        CommandRun.of("compare", reference, scaled(0.5, 0.5), "--json").done().json();
    Map<String, Object> metrics = (Map<String, Object>) all.get("metrics");
    Map<String, Object> snr = (Map<String, Object>) metrics.get("snr");
    assertThat(((Number) snr.get("overall")).doubleValue()).isCloseTo(6.0206, within(1e-3));
    assertThat(snr).containsEntry("unit", "dB");
    assertThat(metrics)
        .containsOnlyKeys(
            "snr",
            "siSdr",
            "psnr",
            "mse",
            "lsd",
            "spectralConvergence",
            "mrStft",
            "nmr",
            "worstNmr",
            "disturbedFrames",
            "si-sdr",
            "spectral-convergence",
            "mr-stft");
    for (String[] names :
        List.of(
            new String[] {"siSdr", "si-sdr"},
            new String[] {"spectralConvergence", "spectral-convergence"},
            new String[] {"mrStft", "mr-stft"})) {
      assertThat(metrics.get(names[0])).isEqualTo(metrics.get(names[1]));
    }
  }

  /** The meaning of a null is noted beside it. */
  @Test
  @SuppressWarnings("unchecked")
  void infiniteAndUndefinedFiguresAreNullWithANote() throws IOException {
    float[] tone = Sounds.tone(1, 3000).channel(0);
    Path half =
        Sounds.write(
            Clip.of(8000, new float[][] {tone, new float[3000]}), folder.resolve("half.wav"));
    Path nothing =
        Sounds.write(
            Clip.of(8000, new float[][] {new float[3000], tone}), folder.resolve("nothing.wav"));
    Map<String, Object> same =
        (Map<String, Object>)
            CommandRun.of("compare", half, half, "--json").done().json().get("metrics");
    for (String metric : List.of("snr", "siSdr")) {
      assertThat((Map<String, Object>) same.get(metric))
          .containsEntry("overall", null)
          .containsEntry("overallNote", "infinite")
          .containsEntry("channels", Arrays.asList(null, null))
          .containsEntry("channelsNote", List.of("infinite", "undefined"));
    }
    assertThat((Map<String, Object>) same.get("psnr"))
        .containsEntry("channelsNote", List.of("infinite", "infinite"));
    assertThat((Map<String, Object>) same.get("lsd"))
        .containsEntry("channels", List.of(0.0, 0.0))
        .doesNotContainKey("channelsNote");
    Map<String, Object> missed =
        (Map<String, Object>)
            CommandRun.of("compare", half, nothing, "--json").done().json().get("metrics");
    assertThat((Map<String, Object>) missed.get("siSdr"))
        .containsEntry("overallNote", "minus infinite")
        .containsEntry("channelsNote", List.of("minus infinite", "undefined"));
  }

  /** A distance is meaningless without its settings. */
  @Test
  void theHelpStatesTheSettingsOfEachMetric() {
    assertThat(CommandRun.of("compare", "--help").done().out().replaceAll("\\s+", " "))
        .contains("means are not removed", "log10 power", "frames of 2048, hop 512", "ln magnitude")
        .contains("periodic Hann", "centred", "reflected", "1e-8");
  }

  @Test
  void plotDrawsAPicture() throws IOException {
    Path png = folder.resolve("p.png");
    CommandRun.of("compare", reference, scaled(0.5, 0.9), "--plot", png).done();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1400);
    assertThat(
            CommandRun.of("compare", reference, reference, "--plot", png)
                .failed(ExitCode.CANNOT_CREATE)
                .err())
        .contains("-y");
    CommandRun.of("compare", reference, reference, "--plot", png, "-y").done();
  }

  @Test
  void identicalFilesHaveInfiniteSnr() {
    assertThat(CommandRun.of("compare", reference, reference).done().out()).contains("∞");
  }

  @Test
  void soundsOfDifferentShapeAreRefused() throws IOException {
    Path shorter = Sounds.write(Sounds.tone(2, 2999), folder.resolve("shorter.wav"));
    Path mono = Sounds.write(Sounds.tone(1, 3000), folder.resolve("mono.wav"));
    Clip tone = Sounds.tone(2, 3000);
    float[][] samples = {tone.channel(0), tone.channel(1)};
    Path faster = Sounds.write(Clip.of(16_000, samples), folder.resolve("faster.wav"));
    Path silence = Sounds.write(Clip.of(8000, new float[2][3000]), folder.resolve("silence.wav"));
    assertThat(CommandRun.of("compare", reference, shorter).failed(ExitCode.BAD_DATA).err())
        .contains("3,000 frames", "2,999");
    assertThat(CommandRun.of("compare", reference, mono).failed(ExitCode.BAD_DATA).err())
        .contains("2 channels", "has 1");
    assertThat(CommandRun.of("compare", reference, faster).failed(ExitCode.BAD_DATA).err())
        .contains("8000 Hz", "16000 Hz", "resample");
    assertThat(CommandRun.of("compare", silence, reference).failed(ExitCode.BAD_DATA).err())
        .contains("silence.wav is silent");
    CommandRun.of("compare", reference, folder.resolve("none.wav")).failed(ExitCode.NO_INPUT);
    CommandRun.of("compare", reference).failed(ExitCode.USAGE);
    CommandRun.of("compare", "-", "-").failed(ExitCode.USAGE);
    Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
    CommandRun.of("compare", reference, text).failed(ExitCode.BAD_DATA);
    assertThat(CommandRun.of("compare", reference, silence).done().out()).contains("0.00");
  }

  @Test
  void aSilentReferenceChannelHasNoFigure() throws IOException {
    Clip tone = Sounds.tone(2, 3000);
    Path half =
        Sounds.write(
            Clip.of(8000, new float[][] {tone.channel(0), new float[3000]}),
            folder.resolve("half.wav"));
    assertThat(CommandRun.of("compare", half, reference).done().out()).contains("–");
  }

  private Path scaled(double left, double right) throws IOException {
    Clip tone = Sounds.tone(2, 3000);
    float[][] samples = new float[2][3000];
    for (int i = 0; i < 3000; i++) {
      samples[0][i] = (float) (left * tone.channel(0)[i]);
      samples[1][i] = (float) (right * tone.channel(1)[i]);
    }
    return Sounds.write(Clip.of(8000, samples), folder.resolve("test.wav"));
  }
}
