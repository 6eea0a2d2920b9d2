package org.sirenaudio.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.CorpusRecipe;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.fit.config.FitConfig;

/**
 * What all tasks of a job have in common, whatever they fit.
 *
 * @param lastAttempt number of the last attempt that Spark makes; then an unreadable recording is
 *     reported in its row
 */
record TaskSetting(
    String out,
    String staging,
    boolean keepsPoor,
    Incomplete incomplete,
    Broadcast<SerializableConfiguration> hadoop,
    int lastAttempt)
    implements Serializable {

  private static final int MAX_FAILURES = 4;

  static TaskSetting of(
      JavaSparkContext context, JobFolder folder, boolean keepsPoor, Incomplete incomplete) {
    return new TaskSetting(
        folder.out().toString(),
        folder.models().toString(),
        keepsPoor,
        incomplete,
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())),
        lastAttempt(context));
  }

  /** In local mode Spark does not retry tasks. */
  private static int lastAttempt(JavaSparkContext context) {
    boolean local = context.master().toLowerCase(Locale.ROOT).matches("local(\\[[^,]*])?");
    return local ? 0 : context.getConf().getInt("spark.task.maxFailures", MAX_FAILURES) - 1;
  }

  /** A folder of recordings. */
  StorageLocation recordings(String folder) throws IOException {
    return StorageLocation.of(new Path(folder), configuration());
  }

  private Configuration configuration() {
    return hadoop.value().value();
  }

  /** The models of the output folder. */
  ModelStore models(TaskContext task) throws IOException {
    StorageLocation results = StorageLocation.of(new Path(out), configuration());
    StorageLocation temporary = StorageLocation.of(new Path(staging), configuration());
    return results.models(temporary, task.taskAttemptId());
  }

  ClipJob job(FitConfig config, ModelStore models, TaskContext task) {
    return ClipJob.of(
        new CorpusRecipe(config, keepsPoor),
        models,
        unfinished(task),
        task::isInterrupted,
        task.attemptNumber() < lastAttempt,
        new ClipJob.Reading(ReadOptions.of(incomplete), line -> {}));
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
}
