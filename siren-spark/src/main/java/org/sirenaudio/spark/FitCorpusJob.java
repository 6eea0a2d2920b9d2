package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.fit.config.FitConfig;

/**
 * Fits a corpus on Spark, with the same result as {@link org.sirenaudio.corpus.CorpusFit}: the same
 * models under the same names, and a manifest with the same columns as a Parquet data set. Tasks
 * may fail, be retried and run twice. One job at a time per output folder.
 */
public record FitCorpusJob(
    Path in, Path out, FitConfig config, boolean keepsPoor, Incomplete incomplete) {

  /**
   * @param in folder of recordings, on any Hadoop file system
   * @param out folder of models and manifest; not inside {@code in}
   * @param config configuration of every fit; the number of threads is that of a task's cores
   */
  public static FitCorpusJob of(String in, String out, FitConfig config) {
    return new FitCorpusJob(new Path(in), new Path(out), config, false, Incomplete.REFUSED);
  }

  /** A copy that keeps the models of fits that have learned nothing, for study. */
  public FitCorpusJob keepingPoor() {
    return new FitCorpusJob(in, out, config, true, incomplete);
  }

  /** A copy that salvages truncated sound files. */
  public FitCorpusJob salvaging() {
    return new FitCorpusJob(in, out, config, keepsPoor, Incomplete.SALVAGED);
  }

  /**
   * Fits what is missing.
   *
   * @return the manifest
   * @throws java.nio.file.NoSuchFileException if the folder does not exist or contains no recording
   * @throws IllegalArgumentException if the output folder lies inside the input folder
   */
  public Dataset<Row> run(SparkSession spark) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration hadoop = context.hadoopConfiguration();
    Path inputs = in.getFileSystem(hadoop).makeQualified(in);
    requireSeparate(inputs, JobFolder.fileSystem(out, hadoop).makeQualified(out));
    CorpusListing listing = StorageLocation.of(in, hadoop).list();
    try (JobFolder folder = JobFolder.open(out, hadoop)) {
      int cores = Math.max(1, context.defaultParallelism());
      List<RecordingChunk> chunks = RecordingChunk.of(listing.recordings(), cores);
      FitTask fit =
          new FitTask(
              inputs.toString(), config, TaskSetting.of(context, folder, keepsPoor, incomplete));
      JavaRDD<Row> rows =
          context.parallelize(chunks, chunks.size()).flatMap(fit).union(problems(context, listing));
      // As a single file: one per task would be thousands, which cost more than their content.
      spark
          .createDataFrame(rows.repartition(1), schema())
          .sortWithinPartitions(ManifestColumn.PATH.title())
          .write()
          .option("compression", "none")
          .parquet(new Path(folder.staging(), ManifestFile.PARQUET).toString());
      for (String name : ManifestFile.NAMES) {
        folder.files().delete(new Path(folder.out(), name), true);
      }
      folder.publish(ManifestFile.PARQUET);
    }
    return spark
        .read()
        .schema(schema())
        .parquet(
            JobFolder.fileSystem(out, hadoop)
                .makeQualified(new Path(out, ManifestFile.PARQUET))
                .toString());
  }

  /** Rows for problems found while listing the folder. */
  private static JavaRDD<Row> problems(JavaSparkContext context, CorpusListing listing) {
    List<Row> rows =
        listing.problems().stream().map(problem -> FitTask.row(problem.row())).toList();
    return rows.isEmpty() ? context.emptyRDD() : context.parallelize(rows, 1);
  }

  private static void requireSeparate(Path in, Path out) {
    for (Path folder = out; folder != null; folder = folder.getParent()) {
      if (folder.equals(in)) {
        throw new IllegalArgumentException(
            out
                + ": lies inside "
                + in
                + ", which holds the recordings; choose a folder outside it");
      }
    }
  }

  static StructType schema() {
    return new StructType(
        Arrays.stream(ManifestColumn.values())
            .map(c -> DataTypes.createStructField(c.title(), type(c.kind()), !c.required()))
            .toArray(org.apache.spark.sql.types.StructField[]::new));
  }

  private static DataType type(ManifestColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> DataTypes.StringType;
      case REAL -> DataTypes.DoubleType;
      case WHOLE -> DataTypes.LongType;
    };
  }

  /** For spark-submit; see --help. */
  public static void main(String[] args) {
    SparkCommands.main(new FitCorpusCommand(), args);
  }
}
