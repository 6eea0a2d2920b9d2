package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/**
 * Times a corpus of one-second clips on Spark with two cores and on the single machine with two
 * threads, in turn, {@code -Dpairs=N} times ({@code -Dclips}, {@code -Dsteps}), and prints the
 * ratios. The session is started before. The first pair, in which the JVM has compiled nothing
 * beforehand, is told by itself. Nothing is asserted of times.
 */
@EnabledIfSystemProperty(named = "pairs", matches = "[1-9][0-9]*")
class PaceIT {
  private static final int PAIRS = Integer.getInteger("pairs", 5);
  private static final int CLIPS = Integer.getInteger("clips", 60);
  private static final int STEPS = Integer.getInteger("steps", 10);
  private static final FitConfig CONFIG =
      FitConfig.balanced().withBudget(new Budget.Steps(STEPS)).withThreads(2);

  @TempDir private Path folder;
  private Path in;
  private SparkSession spark;

  @Test
  void sparkBesideTheSingleMachine() throws Exception {
    in = Files.createDirectory(folder.resolve("in"));
    Tones.writeSeconds(in, CLIPS);
    spark = Results.session();
    try {
      double[] ratios = new double[PAIRS];
      for (int pair = 0; pair <= PAIRS; pair++) {
        boolean sparkFirst = pair % 2 == 1;
        Time before = sparkFirst ? onSpark(pair) : single(pair);
        Time after = sparkFirst ? single(pair) : onSpark(pair);
        Time single = sparkFirst ? after : before;
        Time onSpark = sparkFirst ? before : after;
        assertThat(Results.models(folder.resolve("spark" + pair)))
            .isEqualTo(Results.models(folder.resolve("single" + pair)));
        double ratio = onSpark.seconds / single.seconds;
        System.out.printf(
            "%s: single machine %.2f s, Spark %.2f s, ratio %.3f; processor's time %.2f s, %.2f s,"
                + " ratio %.3f%n",
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
      Arrays.sort(ratios);
      System.out.printf(
          "%d clips of 1 s, %d steps: Spark local[2] takes %.3f times as long as the single machine"
              + " (median of %d, %.3f to %.3f)%n",
          CLIPS,
          STEPS,
          (ratios[(PAIRS - 1) / 2] + ratios[PAIRS / 2]) / 2,
          PAIRS,
          ratios[0],
          ratios[PAIRS - 1]);
    } finally {
      spark.close();
    }
  }

  /** How long work took, and how much of the processor's time. */
  private record Time(double seconds, double cpuSeconds) {}

  private interface Work {
    void run() throws IOException;
  }

  private Time single(int pair) throws IOException {
    return time(() -> Results.fitOnSingleMachine(in, folder.resolve("single" + pair), CONFIG));
  }

  private Time onSpark(int pair) throws IOException {
    String out = folder.resolve("spark" + pair).toString();
    return time(() -> FitCorpusJob.of(in.toString(), out, CONFIG).run(spark));
  }

  private static Time time(Work work) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long begun = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    work.run();
    return new Time(1e-9 * (System.nanoTime() - begun), 1e-9 * (system.getProcessCpuTime() - cpu));
  }
}
