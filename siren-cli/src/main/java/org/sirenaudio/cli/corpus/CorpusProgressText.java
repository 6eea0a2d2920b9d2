package org.sirenaudio.cli.corpus;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.ProgressText;
import org.sirenaudio.corpus.CorpusProgress;

/** The progress of a corpus fit. */
record CorpusProgressText() implements ProgressText<CorpusProgress> {

  private static final double SECONDS_PER_HOUR = 3600;

  @Override
  public double spent(CorpusProgress progress) {
    return progress.spent();
  }

  @Override
  public String message(CorpusProgress progress) {
    return String.format(
        Locale.ROOT,
        " %d/%d clips  %s h  %.2f× real time  %d failed  %s",
        progress.clips(),
        progress.allClips(),
        hours(progress.audioSeconds()),
        progress.realTime(),
        progress.failed(),
        ProgressText.left(progress.secondsLeft()));
  }

  /** Hours with enough digits to see progress. */
  static String hours(double seconds) {
    double hours = seconds / SECONDS_PER_HOUR;
    return String.format(Locale.ROOT, hours < 10 ? "%.3f" : "%.1f", hours);
  }

  /** Without the error, which the summary reports. */
  @Override
  public Map<String, @Nullable Object> fields(CorpusProgress progress) {
    Map<String, @Nullable Object> line = ProgressText.super.fields(progress);
    line.remove("firstError");
    return line;
  }
}
