package org.sirenaudio.bench.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.corpus.CorpusFit;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.spark.FitCorpusJob;

/**
 * Times a corpus of one-second clips on Spark with two cores and on the single machine with two
 * threads, in turn, and prints the ratios. The session is started before. The first pair, in which
 * the JVM has compiled nothing beforehand, is listed separately.
 */
final class SparkPace {
  private static final int RATE = 8000;

  private final Path in;
  private final Path out;
  private final FitConfig config;
  private final SparkSession spark;

  private SparkPace(Path in, Path out, FitConfig config, SparkSession spark) {
    this.in = in;
    this.out = out;
    this.config = config;
    this.spark = spark;
  }

  /**
   * @param words an empty folder, the numbers of pairs, clips and steps
   */
  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    int pairs = Integer.parseInt(words[1]);
    int clips = Integer.parseInt(words[2]);
    int steps = Integer.parseInt(words[3]);
    Path in = Files.createDirectory(folder.resolve("in"));
    write(in, clips);
    try (SparkSession spark = session()) {
      FitConfig config = FitConfig.balanced().withBudget(new Budget.Steps(steps)).withThreads(2);
      double[] ratios = new SparkPace(in, folder, config, spark).ratios(pairs);
      Arrays.sort(ratios);
      System.out.printf(
          "%d clips of 1 s, %d steps: Spark local[2] takes %.3f times as long as the single machine"
              + " (median of %d, %.3f to %.3f)%n",
          clips,
          steps,
          (ratios[(pairs - 1) / 2] + ratios[pairs / 2]) / 2,
          pairs,
          ratios[0],
          ratios[pairs - 1]);
    }
  }

  private static SparkSession session() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", false)
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  private double[] ratios(int pairs) throws IOException {
    double[] ratios = new double[pairs];
    for (int pair = 0; pair <= pairs; pair++) {
      boolean sparkFirst = pair % 2 == 1;
      Time before = sparkFirst ? onSpark(pair) : single(pair);
      Time after = sparkFirst ? single(pair) : onSpark(pair);
      Time single = sparkFirst ? after : before;
      Time onSpark = sparkFirst ? before : after;
      double ratio = onSpark.seconds / single.seconds;
      System.out.printf(
          "%s: single machine %.2f s, Spark %.2f s, ratio %.3f; CPU time %.2f s, %.2f s, ratio"
              + " %.3f%n",
          pair == 0 ? "first" : "pair " + pair,
          single.seconds,
          onSpark.seconds,
          ratio,
          single.cpuSeconds,
          onSpark.cpuSeconds,
          onSpark.cpuSeconds / single.cpuSeconds);
      if (pair > 0) {
        ratios[pair - 1] = ratio;
      }
    }
    return ratios;
  }

  /** Wall-clock and CPU time of a piece of work. */
  private record Time(double seconds, double cpuSeconds) {}

  private interface Work {
    void run() throws IOException;
  }

  private Time single(int pair) throws IOException {
    CorpusFit fit = CorpusFit.of(in, out.resolve("single" + pair), config);
    return time(() -> fit.run(new NoManifest(), progress -> {}));
  }

  private Time onSpark(int pair) throws IOException {
    String models = out.resolve("spark" + pair).toString();
    return time(() -> FitCorpusJob.of(in.toString(), models, config).run(spark));
  }

  private static Time time(Work work) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long begun = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    work.run();
    return new Time(1e-9 * (System.nanoTime() - begun), 1e-9 * (system.getProcessCpuTime() - cpu));
  }

  /** Seconds of three random partials each. */
  private static void write(Path folder, int clips) throws IOException {
    for (int i = 0; i < clips; i++) {
      SplittableRandom random = new SplittableRandom(i);
      float[] samples = new float[RATE];
      for (int p = 0; p < 3; p++) {
        double step = 2 * Math.PI * random.nextDouble(100, 1500) / RATE;
        for (int n = 0; n < RATE; n++) {
          samples[n] += (float) (0.3 * Math.sin(step * n + p));
        }
      }
      Clip.of(RATE, new float[][] {samples}).write(folder.resolve("tone%03d.wav".formatted(i)));
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
