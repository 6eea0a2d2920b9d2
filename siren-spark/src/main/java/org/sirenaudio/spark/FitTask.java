package org.sirenaudio.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.RecordingSource;
import org.sirenaudio.corpus.StoreException;
import org.sirenaudio.fit.config.FitConfig;

/**
 * A task: fits its recordings one by one and returns a row for each. An unusable recording gets a
 * row with the reason. File system errors are left to Spark, which retries the task elsewhere;
 * finished models are not fitted again.
 */
record FitTask(String in, FitConfig config, TaskSetting setting)
    implements FlatMapFunction<RecordingChunk, Row> {

  @Override
  public Iterator<Row> call(RecordingChunk chunk) throws IOException {
    TaskContext task = TaskContext.get();
    StorageLocation recordings = setting.recordings(in);
    ClipJob job = setting.job(config, setting.models(task), task);
    return chunk.paths().stream()
        .map(path -> row(path, recordings.recording(path), job, task))
        .iterator();
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
