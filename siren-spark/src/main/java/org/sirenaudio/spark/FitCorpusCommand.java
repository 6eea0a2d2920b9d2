package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@link FitCorpusJob}. */
@Command(
    name = "FitCorpusJob",
    description = {
      "Fits every recording in a folder and below it, on Spark.",
      "Both folders may be on any file system that Hadoop knows. A task fits with as many threads"
          + " as it has cores (spark.task.cpus); --threads is refused."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FitCorpusCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of recordings.")
  private @Nullable String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder for models and manifest.")
  private @Nullable String out;

  @Mixin private FitOptions options = new FitOptions();

  @Option(names = "--salvage", description = "Fit the available part of a truncated sound file.")
  private boolean salvage;

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
