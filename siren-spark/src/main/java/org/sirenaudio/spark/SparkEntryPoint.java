package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.OldNames;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.Figure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The job's main class for spark-submit. */
@Command(
    name = "FitCorpusJob",
    description = {
      "Fits every recording in a folder and below it, on Spark.",
      "Both folders may be on any file system that Hadoop knows. A task fits with as many threads"
          + " as it has cores (spark.task.cpus); --threads is refused."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SparkEntryPoint implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of recordings.")
  private @Nullable String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder for models and manifest.")
  private @Nullable String out;

  @Mixin private FitOptions options = new FitOptions();

  @Option(names = "--salvage", description = "Fit the available part of a truncated sound file.")
  private boolean salvage;

  static int run(String... args) {
    CommandLine line = new CommandLine(new SparkEntryPoint());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(SparkEntryPoint::execute);
    line.setParameterExceptionHandler((e, words) -> Failure.of(e).report(System.err, null));
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof IOException || e instanceof IllegalArgumentException) {
            return Failure.of(e).report(System.err, null);
          }
          throw e;
        });
    return line.execute(args);
  }

  private static int execute(ParseResult line) {
    if (line.hasMatchedOption(FitOptions.THREADS)) {
      throw new ParameterException(
          line.commandSpec().commandLine(),
          "a task uses as many threads as it has cores; set spark.task.cpus instead of "
              + FitOptions.THREADS);
    }
    OldNames.tell(line, System.err);
    return new RunLast().execute(line);
  }

  @Override
  public Integer call() throws IOException {
    FitCorpusJob strict =
        FitCorpusJob.of(Objects.requireNonNull(in), Objects.requireNonNull(out), options.config());
    FitCorpusJob kept = options.keepsPoor() ? strict.keepingPoor() : strict;
    FitCorpusJob job = salvage ? kept.salvaging() : kept;
    try (SparkSession spark = SparkSession.builder().appName("siren corpus fit").getOrCreate()) {
      Dataset<Row> manifest = job.run(spark);
      long all = manifest.count();
      long ok = manifest.filter("status != '" + ManifestRow.FAILED + "'").count();
      System.out.printf(
          "%s, %s with a model, %s failed; see %s/%s%n",
          Figure.count(all, "recording"), ok, all - ok, out, ManifestFile.PARQUET);
      return ok == 0 ? ExitCode.BAD_DATA : ExitCode.DONE;
    }
  }
}
