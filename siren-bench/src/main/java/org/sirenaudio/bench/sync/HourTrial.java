package org.sirenaudio.bench.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * One hour synchronised to one hour at 48 kHz, from files to a file, in a separate JVM with a heap
 * of 1 GiB; 20 dB on both.
 *
 * @param seconds from two files to the map
 * @param allSeconds including the other rendered on the reference's clock
 * @param cpuSeconds CPU time for that
 * @param peerSeconds chunked correlation, on one thread, map only
 * @param offsetError in seconds
 * @param rateError in ppm
 * @param peerRateError in ppm
 */
public record HourTrial(
    double seconds,
    double allSeconds,
    double cpuSeconds,
    double peerSeconds,
    double offsetError,
    double rateError,
    double peerRateError) {

  private static final double SECONDS = 3600;
  private static final double RATE = 48_000;
  private static final double OFFSET = 12.3456789;
  private static final double PPM = 87.654321;
  private static final double BEFORE = 20;

  /** The rate difference of the clocks. */
  private static final double PEER_REACH_SECONDS = 0.35;

  private static final int BLOCK = 1 << 16;

  /** Close enough for an hour to be made of the recordings without repeats. */
  public static final double STEP = 1.008;

  /**
   * Creates the files if missing, and measures.
   *
   * @param folder for files of 350 MB each
   */
  public static HourTrial of(Material material, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path reference = folder.resolve("reference.wav");
    Path other = folder.resolve("other.wav");
    if (!Files.exists(other)) {
      ClipSource event = material.source(SECONDS + 2 * BEFORE, RATE, 1);
      write(Renderer.of(event).on(TimeMap.linear(BEFORE, 1)), reference, 1);
      write(Renderer.of(event).on(TimeMap.linear(BEFORE + OFFSET, 1 + 1e-6 * PPM)), other, 2);
    }
    double[] own = child(reference, other, folder.resolve("synced.wav"));
    long start = System.nanoTime();
    ChunkedCorrelation peer =
        ChunkedCorrelation.of(
            ClipSource.open(reference), ClipSource.open(other), OFFSET, PEER_REACH_SECONDS);
    return new HourTrial(
        own[0],
        own[1],
        own[2],
        1e-9 * (System.nanoTime() - start),
        own[3] - OFFSET,
        own[4] - PPM,
        peer.ratePpm() - PPM);
  }

  /** Every recording of the material has the same level, 0.1. */
  private static void write(Renderer renderer, Path file, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long frames = Math.round(SECONDS * RATE);
    WavFormat format = WavFormat.of(RATE, 1, Encoding.PCM_16);
    try (WavWriter writer = WavWriter.to(file, format, frames, true)) {
      for (long from = 0; from < frames; from += BLOCK) {
        long count = Math.min(BLOCK, frames - from);
        float[] block = renderer.at(RATE, new Renderer.Span(from, count)).channel(0).clone();
        for (int i = 0; i < block.length; i++) {
          block[i] += (float) (0.01 * random.nextGaussian());
        }
        writer.write(Clip.of(RATE, new float[][] {block}));
      }
    }
  }

  private static double[] child(Path reference, Path other, Path synced)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:ActiveProcessorCount=2",
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            HourSync.class.getName(),
            reference.toString(),
            other.toString(),
            synced.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("the synchronisation of an hour failed");
    }
    return Cells.numbers(text);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%.6g,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g",
        seconds,
        allSeconds,
        cpuSeconds,
        peerSeconds,
        offsetError,
        rateError,
        peerRateError);
  }

  static HourTrial read(String line) {
    double[] n = Cells.numbers(line);
    return new HourTrial(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }
}
