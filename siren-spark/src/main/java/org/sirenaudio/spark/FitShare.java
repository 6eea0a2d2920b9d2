package org.sirenaudio.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.CorpusRecipe;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.StoreException;
import org.sirenaudio.fit.FitConfig;

/**
 * What a task does: fits one recording after the other and tells what came of each. A recording
 * that is no good gets a row that says so. Trouble with a file system is left to Spark, which tries
 * the task again elsewhere; what has a model by then is not fitted again.
 *
 * @param lastAttempt number of the attempt after which Spark gives up; one that cannot read a
 *     recording then says so in its row
 */
record FitShare(
    String in,
    String out,
    String staging,
    FitConfig config,
    SerializableConfiguration hadoop,
    int lastAttempt)
    implements FlatMapFunction<Share, Row> {

  /** A recording is read into one array. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  @Override
  public Iterator<Row> call(Share share) throws IOException {
    TaskContext task = TaskContext.get();
    Path folder = new Path(out);
    HadoopStore store =
        new HadoopStore(
            HadoopStore.fileSystem(folder, hadoop.value()),
            folder,
            new Path(staging),
            task.taskAttemptId());
    ClipJob job = new ClipJob(CorpusRecipe.of(config), store, task::isInterrupted);
    return share.paths().stream().map(path -> row(path, job, task)).iterator();
  }

  private Row row(String path, ClipJob job, TaskContext task) {
    try {
      return row(job.run(path, () -> read(path, task), task.cpus(), spent -> {}));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Row row(ManifestRow row) {
    return RowFactory.create(
        Arrays.stream(ManifestColumn.values()).map(column -> column.of(row)).toArray());
  }

  private byte[] read(String path, TaskContext task) throws IOException {
    try {
      Path file = new Path(new Path(in), path);
      FileSystem files = HadoopStore.fileSystem(file, hadoop.value());
      long length = files.getFileStatus(file).getLen();
      if (length > MOST_BYTES) {
        throw new IllegalArgumentException("is too large to be read at once; cut it");
      }
      if (length == 0) {
        // A pipe looks like an empty file and would not let go of who opens it.
        return new byte[0];
      }
      try (InputStream stream = files.open(file)) {
        return stream.readAllBytes();
      }
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      if (task.attemptNumber() < lastAttempt) {
        throw new UncheckedIOException(e);
      }
      throw e;
    }
  }
}
