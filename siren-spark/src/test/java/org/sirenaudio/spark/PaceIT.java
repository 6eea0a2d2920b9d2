package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.fit.Budget;
import org.sirenaudio.fit.FitConfig;

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
        double single;
        double onSpark;
        if (pair % 2 == 0) {
          single = single(pair);
          onSpark = onSpark(pair);
        } else {
          onSpark = onSpark(pair);
          single = single(pair);
        }
        Map<String, String> expected = Results.models(folder.resolve("single" + pair));
        assertThat(Results.models(folder.resolve("spark" + pair))).isEqualTo(expected);
        System.out.printf(
            "%s: single machine %.2f s, Spark %.2f s, ratio %.3f%n",
            pair == 0 ? "first" : "pair " + pair, single, onSpark, onSpark / single);
        if (pair > 0) {
          ratios[pair - 1] = onSpark / single;
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

  private double single(int pair) throws IOException {
    long begun = System.nanoTime();
    Results.fitOnSingleMachine(in, folder.resolve("single" + pair), CONFIG);
    return 1e-9 * (System.nanoTime() - begun);
  }

  private double onSpark(int pair) throws IOException {
    long begun = System.nanoTime();
    FitCorpusJob.of(in.toString(), folder.resolve("spark" + pair).toString(), CONFIG).run(spark);
    return 1e-9 * (System.nanoTime() - begun);
  }
}
