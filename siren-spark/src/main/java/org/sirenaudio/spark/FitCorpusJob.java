package org.sirenaudio.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.fit.config.FitConfig;

/**
 * Fits a corpus on Spark, with the same result as {@link org.sirenaudio.corpus.CorpusFit}: the same
 * models under the same names, and a manifest with the same columns as a Parquet data set. Tasks
 * may fail, be retried and run twice. One job at a time per output folder.
 */
public record FitCorpusJob(
    Path in, Path out, FitConfig config, boolean keepsPoor, Incomplete incomplete) {

  private static final String STAGING = "_staging-";

  private static final int MAX_FAILURES = 4;

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
    FileSystem files = fileSystem(hadoop);
    Path inputs = in.getFileSystem(hadoop).makeQualified(in);
    requireSeparate(inputs, files.makeQualified(out));
    CorpusListing listing = StorageLocation.of(in, hadoop).list();
    removeOldStaging(files);
    Path staging = new Path(out, STAGING + UUID.randomUUID());
    Path models = new Path(staging, "models");
    files.mkdirs(new Path(out, ModelStore.FOLDER));
    files.mkdirs(models);
    try {
      int cores = Math.max(1, context.defaultParallelism());
      List<RecordingChunk> chunks = RecordingChunk.of(listing.recordings(), cores);
      FitTask fit =
          new FitTask(
              inputs.toString(),
              files.makeQualified(out).toString(),
              files.makeQualified(models).toString(),
              config,
              keepsPoor,
              incomplete,
              context.broadcast(new SerializableConfiguration(hadoop)),
              lastAttempt(context));
      JavaRDD<Row> rows =
          context.parallelize(chunks, chunks.size()).flatMap(fit).union(problems(context, listing));
      Path fresh = new Path(staging, ManifestFile.PARQUET);
      // As a single file: one per task would be thousands, which cost more than their content.
      spark
          .createDataFrame(rows.repartition(1), schema())
          .sortWithinPartitions(ManifestColumn.PATH.title())
          .write()
          .option("compression", "none")
          .parquet(files.makeQualified(fresh).toString());
      publish(files, fresh);
    } finally {
      files.delete(staging, true);
    }
    return spark
        .read()
        .schema(schema())
        .parquet(files.makeQualified(new Path(out, ManifestFile.PARQUET)).toString());
  }

  /** The output file system, without Hadoop's checksum files beside local ones. */
  private FileSystem fileSystem(Configuration hadoop) throws IOException {
    FileSystem files = out.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
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

  /** Deletes what killed drivers have left. Their tasks that are still running will fail. */
  private void removeOldStaging(FileSystem files) throws IOException {
    if (!files.exists(out)) {
      return;
    }
    for (FileStatus file : files.listStatus(out)) {
      if (file.getPath().getName().startsWith(STAGING)) {
        files.delete(file.getPath(), true);
      }
    }
  }

  /** Replaces the old manifest by the new one, and removes one in another format. */
  private void publish(FileSystem files, Path fresh) throws IOException {
    Path manifest = new Path(out, ManifestFile.PARQUET);
    for (String name : ManifestFile.NAMES) {
      files.delete(new Path(out, name), true);
    }
    if (!files.rename(fresh, manifest)) {
      throw new IOException(manifest + ": cannot be moved into place; run the job again");
    }
  }

  /** In local mode Spark does not retry tasks. */
  private static int lastAttempt(JavaSparkContext context) {
    boolean local = context.master().toLowerCase(Locale.ROOT).matches("local(\\[[^,]*])?");
    return local ? 0 : context.getConf().getInt("spark.task.maxFailures", MAX_FAILURES) - 1;
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
    int code = SparkEntryPoint.run(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
