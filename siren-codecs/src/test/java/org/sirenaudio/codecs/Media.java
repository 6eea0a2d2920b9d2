package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.Loader;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;

/** Files to read, made and judged by the ffmpeg program of the build whose libraries are used. */
record Media(Path folder) {

  private static final class Program {
    static final String PATH = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
  }

  /** Runs ffmpeg in the folder. */
  void ffmpeg(String... words) throws IOException, InterruptedException {
    run(Program.PATH, words);
  }

  /** Runs a program in the folder. */
  void run(String program, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    if (program.endsWith("ffmpeg")) {
      command.addAll(List.of("-nostdin", "-v", "error", "-y"));
    }
    command.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }

  /** Tones and noise, 0.63 s and some frames, other in each channel; bits as they are asked for. */
  Path source(int channels, int rate, Encoding encoding) throws IOException {
    Path file = folder.resolve("in-%d-%d-%s.wav".formatted(channels, rate, encoding));
    if (!Files.exists(file)) {
      Random random = new Random(channels * 1_000_003L + rate);
      float[][] samples = new float[channels][(int) (0.63 * rate) + 7];
      for (int c = 0; c < channels; c++) {
        double step = 2 * Math.PI * (200 + 90 * c) / rate;
        for (int i = 0; i < samples[c].length; i++) {
          samples[c][i] = (float) (0.4 * Math.sin(step * i) + 0.05 * random.nextGaussian());
        }
      }
      Clip.of(rate, samples).write(file, encoding, true);
    }
    return file;
  }

  /** The n-th stream of a file decoded by ffmpeg, from 0. */
  Clip oracle(Path file, int sound) throws IOException, InterruptedException {
    Path wav = folder.resolve("oracle.wav");
    ffmpeg("-i", file.toString(), "-map", "0:a:" + sound, "-c:a", "pcm_f32le", wav.toString());
    return Clip.read(wav);
  }

  /** A file decoded by the installed ffmpeg; empty if there is none. */
  Optional<Clip> installed(Path file) throws IOException, InterruptedException {
    Path wav = folder.resolve("installed.wav");
    if (!Maker.INSTALLED_FFMPEG.isThere()) {
      return Optional.empty();
    }
    String[] words = {"-i", file.toString(), "-c:a", "pcm_f32le", wav.toString()};
    Maker.INSTALLED_FFMPEG.run(this, words);
    return Optional.of(Clip.read(wav));
  }

  /** The largest difference between two clips of one size, over the peak of the first. */
  static double difference(Clip expected, Clip actual) {
    assertThat(actual.frames()).as("frames").isEqualTo(expected.frames());
    return differenceWhereBoth(expected, actual);
  }

  /** The same over the frames that both have. */
  static double differenceWhereBoth(Clip expected, Clip actual) {
    assertThat(actual.sampleRate()).isEqualTo(expected.sampleRate());
    assertThat(actual.channels()).isEqualTo(expected.channels());
    double largest = 0;
    for (int c = 0; c < expected.channels(); c++) {
      for (int i = 0; i < Math.min(expected.frames(), actual.frames()); i++) {
        double distance = Math.abs((double) expected.channel(c)[i] - actual.channel(c)[i]);
        largest = Math.max(largest, distance);
      }
    }
    return largest / expected.peak();
  }
}
