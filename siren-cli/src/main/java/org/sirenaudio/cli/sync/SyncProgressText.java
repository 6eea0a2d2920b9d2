package org.sirenaudio.cli.sync;

import java.nio.file.Path;
import org.sirenaudio.cli.console.ProgressText;
import org.sirenaudio.sync.SyncProgress;

/** The progress of synchronising some recordings. */
public record SyncProgressText() implements ProgressText<SyncProgressText.Step> {

  /**
   * A progress step.
   *
   * @param other the recording
   * @param stage current stage
   * @param spent completed fraction of all work, 0 to 1
   */
  public record Step(String other, String stage, double spent) {

    /**
     * A progress step for one of several recordings; most of the time goes into estimation, the
     * rest into writing.
     */
    static Step finding(Path other, SyncProgress progress, int before, int all) {
      return new Step(
          other.toString(), progress.stage(), (before + FINDING * progress.part()) / all);
    }

    static Step writing(Path other, int before, int all) {
      return new Step(other.toString(), "writing", (before + FINDING) / all);
    }
  }

  private static final double FINDING = 0.8;

  @Override
  public String task() {
    return "syncing";
  }

  @Override
  public double spent(Step step) {
    return step.spent;
  }

  @Override
  public String message(Step step) {
    return " " + step.stage + "  " + step.other;
  }
}
