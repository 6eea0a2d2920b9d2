package org.sirenaudio.bench.fits;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.bench.console.StepsOption;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.work.NetworkBatch;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.corpus.CorpusFit;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.parallel.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares a corpus of one-second clips with a batch of networks of the same shape: arithmetic of
 * the hidden matrix products per second, and per second of CPU time, which is meaningful on a
 * shared machine too.
 */
@Command(
    name = "corpus",
    description = {
      "Times a corpus of short clips.",
      "Fits synthetic clips of one second as \"siren corpus fit\" does, and compares the arithmetic"
          + " per second with that of a batch of networks of the same shape."
    })
public final class CorpusThroughput implements Callable<Integer> {

  private static final Workload WORK = new Workload(Workload.USUAL_LAYERS, 64, 2048);
  private static final int RATE = 16_000;
  private static final int NETWORKS = 16;
  private static final double BATCH_SECONDS = 4;

  @Option(
      names = "--clips",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of clips (default: ${DEFAULT-VALUE}).")
  private int clips = 200;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of threads (default: ${DEFAULT-VALUE}).")
  private int threads = 2;

  @Mixin private final StepsOption length = new StepsOption(1000);

  private CorpusThroughput() {}

  /** Work done and its time. */
  private record Rate(double flops, double seconds, double cpuSeconds) {
    double gigaPerSecond() {
      return 1e-9 * flops / seconds;
    }

    double gigaPerCpuSecond() {
      return 1e-9 * flops / cpuSeconds;
    }
  }

  @Override
  public Integer call() throws IOException {
    int steps = length.steps();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Console.say("%d clips, %d steps each".formatted(clips, steps));
      write(folder.resolve("in"), clips);
      write(folder.resolve("few"), 4);
      corpus(folder.resolve("few"), folder.resolve("warm-up"), 4, 200, threads);
      List<List<String>> rows = new ArrayList<>();
      Rate before = batch(threads);
      Rate corpus = corpus(folder.resolve("in"), folder.resolve("out"), clips, steps, threads);
      Rate after = batch(threads);
      Rate batch =
          new Rate(
              before.flops + after.flops,
              before.seconds + after.seconds,
              before.cpuSeconds + after.cpuSeconds);
      rows.add(row("batch of " + NETWORKS + " networks", batch, batch));
      rows.add(row("%d clips, %d steps".formatted(clips, steps), corpus, batch));
      List<String> header =
          List.of("work, " + threads + " threads", "GFLOP/s", "per CPU s", "share", "CPU share");
      System.out.print(new Markdown().table(header, rows));
      return 0;
    }
  }

  private static List<String> row(String name, Rate rate, Rate reference) {
    return List.of(
        name,
        Numbers.digits(rate.gigaPerSecond()),
        Numbers.digits(rate.gigaPerCpuSecond()),
        Numbers.percent(rate.gigaPerSecond() / reference.gigaPerSecond()),
        Numbers.percent(rate.gigaPerCpuSecond() / reference.gigaPerCpuSecond()));
  }

  private static Rate batch(int threads) {
    try (Workers workers = Workers.of(threads);
        Workers alone = Workers.of(1)) {
      NetworkBatch batch = new NetworkBatch(NETWORKS, WORK, workers, alone);
      long warmUp = System.nanoTime();
      while (System.nanoTime() - warmUp < 1e9) {
        batch.run();
      }
      int rounds = 0;
      long begun = System.nanoTime();
      long cpu = cpu();
      while (System.nanoTime() - begun < 1e9 * BATCH_SECONDS) {
        batch.run();
        rounds++;
      }
      return new Rate(
          rounds * NETWORKS * WORK.stepFlops(),
          1e-9 * (System.nanoTime() - begun),
          1e-9 * (cpu() - cpu));
    }
  }

  private static Rate corpus(Path in, Path out, int clips, int steps, int threads)
      throws IOException {
    FitConfig config =
        FitConfig.balanced()
            .withWindows(w -> w.withCount(1))
            .withNetwork(n -> n.withNumLayers(WORK.layers()).withHiddenFeatures(WORK.width()))
            .withTraining(t -> t.withBatch(new BatchSize.Points(WORK.frames())))
            .withTraining(
                t -> t.withOptimiser(OptimiserKind.ADAM).withRates(new LearningRates.Uniform(1e-4)))
            .withBudget(new Budget.Steps(steps))
            .withThreads(threads);
    long begun = System.nanoTime();
    long cpu = cpu();
    CorpusFit.of(in, out, config).run(new NoManifest(), progress -> {});
    return new Rate(
        clips * steps * WORK.stepFlops(), 1e-9 * (System.nanoTime() - begun), 1e-9 * (cpu() - cpu));
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Seconds of six random partials each. */
  private static void write(Path folder, int clips) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < clips; i++) {
      SplittableRandom random = new SplittableRandom(i);
      float[] samples = new float[RATE];
      for (int p = 0; p < 6; p++) {
        double step = 2 * Math.PI * random.nextDouble(80, 3000) / RATE;
        for (int n = 0; n < RATE; n++) {
          samples[n] += (float) (0.15 * Math.sin(step * n + p));
        }
      }
      Clip.of(RATE, new float[][] {samples}).write(folder.resolve("clip%03d.wav".formatted(i)));
    }
  }

  /** The models are being timed, not kept. */
  private record NoManifest() implements ManifestFile {
    @Override
    public String fileName() {
      return "manifest.none";
    }

    @Override
    public void write(Path file, Rows rows) {}
  }
}
