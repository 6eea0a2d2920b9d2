package org.sirenaudio.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.sirenaudio.BadDataException;
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
    Broadcast<SerializableConfiguration> hadoop,
    int lastAttempt)
    implements FlatMapFunction<Share, Row> {

  @Override
  public Iterator<Row> call(Share share) throws IOException {
    TaskContext task = TaskContext.get();
    Configuration configuration = hadoop.value().value();
    Place recordings = Place.of(new Path(in), configuration);
    Place results = Place.of(new Path(out), configuration);
    Place temporary = Place.of(new Path(staging), configuration);
    ClipJob job =
        new ClipJob(
            CorpusRecipe.of(config),
            results.models(temporary, task.taskAttemptId()),
            task::isInterrupted);
    return share.paths().stream().map(path -> row(path, recordings, job, task)).iterator();
  }

  private Row row(String path, Place recordings, ClipJob job, TaskContext task) {
    try {
      return row(job.run(path, () -> read(path, recordings, task), task.cpus(), spent -> {}));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Row row(ManifestRow row) {
    return RowFactory.create(
        Arrays.stream(ManifestColumn.values()).map(column -> column.of(row)).toArray());
  }

  private byte[] read(String path, Place recordings, TaskContext task) throws IOException {
    try {
      return recordings.read(path);
    } catch (NoSuchFileException | BadDataException e) {
      throw e;
    } catch (IOException e) {
      if (task.attemptNumber() < lastAttempt) {
        throw new UncheckedIOException(e);
      }
      throw e;
    }
  }
}
