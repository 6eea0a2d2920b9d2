package org.sirenaudio.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.CorpusRecipe;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.RecordingSource;
import org.sirenaudio.corpus.StoreException;
import org.sirenaudio.fit.config.FitConfig;

/**
 * A task: fits its recordings one by one and returns a row for each. An unusable recording gets a
 * row with the reason. File system errors are left to Spark, which retries the task elsewhere;
 * finished models are not fitted again.
 *
 * @param lastAttempt number of the last attempt that Spark makes; then an unreadable recording is
 *     reported in its row
 */
record FitTask(
    String in,
    String out,
    String staging,
    FitConfig config,
    boolean keepsPoor,
    Incomplete incomplete,
    Broadcast<SerializableConfiguration> hadoop,
    int lastAttempt)
    implements FlatMapFunction<RecordingChunk, Row> {

  @Override
  public Iterator<Row> call(RecordingChunk chunk) throws IOException {
    TaskContext task = TaskContext.get();
    Configuration configuration = hadoop.value().value();
    StorageLocation recordings = StorageLocation.of(new Path(in), configuration);
    StorageLocation results = StorageLocation.of(new Path(out), configuration);
    StorageLocation temporary = StorageLocation.of(new Path(staging), configuration);
    java.nio.file.Path unfinished = unfinished(task);
    ClipJob job =
        ClipJob.of(
            new CorpusRecipe(config, keepsPoor),
            results.models(temporary, task.taskAttemptId()),
            unfinished,
            task::isInterrupted,
            task.attemptNumber() < lastAttempt,
            new ClipJob.Reading(ReadOptions.of(incomplete), line -> {}));
    return chunk.paths().stream()
        .map(path -> row(path, recordings.recording(path), job, task))
        .iterator();
  }

  /** A local folder for long recordings, deleted at the end of the task. */
  private static java.nio.file.Path unfinished(TaskContext task) {
    java.nio.file.Path folder =
        java.nio.file.Path.of(
            System.getProperty("java.io.tmpdir"), "siren-unfinished-" + UUID.randomUUID());
    TaskCompletionListener listener = ended -> delete(folder);
    task.addTaskCompletionListener(listener);
    return folder;
  }

  private static void delete(java.nio.file.Path folder) {
    try {
      ClipJob.deleteUnfinished(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String path, RecordingSource recording, ClipJob job, TaskContext task) {
    try {
      return row(job.run(path, recording, task.cpus(), spent -> {}));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Row row(ManifestRow row) {
    return RowFactory.create(
        Arrays.stream(ManifestColumn.values()).map(column -> column.of(row)).toArray());
  }
}
