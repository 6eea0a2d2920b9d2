package org.sirenaudio.spark;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.SweepFit;

/**
 * A task: fits the recording in one way. Errors are treated as in {@link FitTask}.
 *
 * @param folder of the recording
 * @param name of the recording's file
 */
record SweepTask(String folder, String name, TaskSetting setting)
    implements Function<SweepFit.Way, SweepFit.Result> {

  @Override
  public SweepFit.Result call(SweepFit.Way way) throws IOException {
    TaskContext task = TaskContext.get();
    ModelStore models = setting.models(task);
    ManifestRow row =
        setting
            .job(way.config(), models, task)
            .run(way.name(), setting.recordings(folder).recording(name), task.cpus(), spent -> {});
    return SweepFit.Result.of(row, models);
  }
}
