package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.sweep.SweepOptions;
import org.sirenaudio.command.sweep.SweepPlan;
import org.sirenaudio.command.sweep.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@link SweepJob}. */
@Command(
    name = "SweepJob",
    description = {
      "Fits a recording with every combination of some options of siren fit, on Spark. Writes to"
          + " the folder OUT the models and sweep.csv with a row per combination.",
      "The recording and the folder may be on any file system that Hadoop knows. A task fits with"
          + " as many threads as it has cores (spark.task.cpus); --threads is refused."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "A sound file.")
  private @Nullable String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder for the results.")
  private @Nullable String out;

  @Mixin private SweepOptions sweep = new SweepOptions();
  @Mixin private FitOptions options = new FitOptions();

  @Option(names = "--salvage", description = "Fit the available part of a truncated sound file.")
  private boolean salvage;

  @Override
  public Integer call() throws IOException {
    SweepPlan plan =
        sweep.plan(Objects.requireNonNull(spec).commandLine().getParseResult(), options);
    Incomplete incomplete = salvage ? Incomplete.SALVAGED : Incomplete.REFUSED;
    SweepJob job =
        new SweepJob(
            new Path(Objects.requireNonNull(in)),
            new Path(Objects.requireNonNull(out)),
            options.keepsPoor(),
            incomplete);
    try (SparkSession spark = SparkSession.builder().appName("siren sweep").getOrCreate()) {
      SweepReport report = job.run(spark, plan);
      report.requireAny();
      System.out.println(report.text(out + "/" + SweepJob.TABLE + " (table)"));
      return ExitCode.DONE;
    }
  }
}
