package org.sirenaudio.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.command.sweep.SweepPlan;
import org.sirenaudio.command.sweep.SweepReport;
import org.sirenaudio.corpus.SweepFit;

/**
 * Fits one recording in many ways on Spark, with the same result as {@link SweepFit}: the same
 * models under the same names, and the same table, but without the times of earlier runs. Tasks may
 * fail, be retried and run twice. One job at a time per output folder.
 *
 * @param in a recording, on any Hadoop file system
 * @param out folder of models and table
 * @param keepsPoor whether to keep models that have learned nothing
 */
public record SweepJob(Path in, Path out, boolean keepsPoor, Incomplete incomplete) {

  /** The name of the table in the output folder. */
  public static final String TABLE = "sweep.csv";

  /**
   * Fits the missing models and writes the table.
   *
   * @throws NoSuchFileException if there is no such recording
   */
  public SweepReport run(SparkSession spark, SweepPlan plan) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration hadoop = context.hadoopConfiguration();
    Path recording = in.getFileSystem(hadoop).makeQualified(in);
    if (!in.getFileSystem(hadoop).exists(recording)) {
      throw new NoSuchFileException(in.toString());
    }
    try (JobFolder folder = JobFolder.open(out, hadoop)) {
      SweepTask fit =
          new SweepTask(
              recording.getParent().toString(),
              recording.getName(),
              TaskSetting.of(context, folder, keepsPoor, incomplete));
      List<SweepFit.Way> ways = plan.ways();
      SweepReport report =
          plan.report(
              ways.isEmpty()
                  ? List.of()
                  : context.parallelize(ways, ways.size()).map(fit).collect());
      try (OutputStream table = folder.files().create(new Path(folder.staging(), TABLE), true)) {
        table.write(report.csv().getBytes(StandardCharsets.UTF_8));
      }
      folder.publish(TABLE);
      return report;
    }
  }

  /** For spark-submit; see --help. */
  public static void main(String[] args) {
    SparkCommands.main(new SweepCommand(), args);
  }
}
