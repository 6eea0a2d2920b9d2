package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.bench.console.StepsOption;
import org.sirenaudio.bench.console.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts siren-bench/spark, which has the dependencies that nothing else here needs. */
@Command(
    name = "spark",
    description = {
      "Times a corpus on Spark beside the single machine.",
      "Fits synthetic clips of one second on Spark with two cores and on this machine with two"
          + " threads, in turn, and prints the ratios. Build it first: mvn -q -Pspark-bench -pl"
          + " siren-bench/spark -am -DskipTests package."
    })
public final class SparkCost implements Callable<Integer> {

  private static final String NOT_BUILT =
      "not built; run mvn -q -Pspark-bench -pl siren-bench/spark -am -DskipTests package";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of pairs of runs after the first (default: ${DEFAULT-VALUE}).")
  private int pairs = 5;

  @Option(
      names = "--clips",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of clips (default: ${DEFAULT-VALUE}).")
  private int clips = 60;

  @Mixin private final StepsOption length = new StepsOption(100);

  private SparkCost() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path jar = Checkout.file("siren-bench/spark/target/siren-bench-spark.jar");
    if (!Files.isReadable(jar)) {
      throw new IOException(jar + ": " + NOT_BUILT);
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-modules=jdk.incubator.vector",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Xmx512m",
                  "-jar",
                  jar.toString(),
                  folder.path().toString(),
                  Integer.toString(pairs),
                  Integer.toString(clips),
                  Integer.toString(length.steps())));
      builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
      return builder.inheritIO().start().waitFor();
    }
  }
}
