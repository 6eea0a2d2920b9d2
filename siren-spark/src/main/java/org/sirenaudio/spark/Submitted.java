package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.ExitCode;
import org.sirenaudio.cli.Failure;
import org.sirenaudio.cli.FitOptions;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The job as spark-submit starts it. */
@Command(
    name = "FitCorpusJob",
    description = {
      "Fits every recording in a folder and below it, on Spark.",
      "Both folders may be on any file system that Hadoop knows. A task fits with as many threads as"
          + " it has cores (spark.task.cpus); --threads has no meaning here."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Submitted implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of recordings.")
  private @Nullable String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder for models and manifest.")
  private @Nullable String out;

  @Mixin private FitOptions options = new FitOptions();

  static int run(String... args) {
    CommandLine line = new CommandLine(new Submitted());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof IOException || e instanceof IllegalArgumentException) {
            Failure failure = Failure.of(e);
            System.err.println("siren: " + failure.line());
            return failure.code();
          }
          throw e;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws IOException {
    FitCorpusJob job =
        FitCorpusJob.of(Objects.requireNonNull(in), Objects.requireNonNull(out), options.config());
    try (SparkSession spark = SparkSession.builder().appName("siren corpus fit").getOrCreate()) {
      Dataset<Row> manifest = job.run(spark);
      long all = manifest.count();
      long ok = manifest.filter("status = '" + ManifestRow.OK + "'").count();
      System.out.printf(
          "%d recordings, %d with a model, %d failed; see %s/%s%n",
          all, ok, all - ok, out, ManifestFile.PARQUET);
      return ok == 0 ? ExitCode.BAD_DATA : ExitCode.DONE;
    }
  }
}
