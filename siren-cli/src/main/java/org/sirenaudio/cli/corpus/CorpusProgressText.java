package org.sirenaudio.cli.corpus;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.cli.console.ProgressText;
import org.sirenaudio.corpus.CorpusProgress;

/** How far the fit of a corpus is. */
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

  /** Hours with the digits that move. */
  static String hours(double seconds) {
    double hours = seconds / SECONDS_PER_HOUR;
    return String.format(Locale.ROOT, hours < 10 ? "%.3f" : "%.1f", hours);
  }

  @Override
  public Map<String, Object> fields(CorpusProgress progress) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("clips", progress.clips());
    line.put("allClips", progress.allClips());
    line.put("failed", progress.failed());
    line.put("reused", progress.reused());
    line.put("spent", progress.spent());
    line.put("audioSeconds", progress.audioSeconds());
    line.put("realTime", progress.realTime());
    line.put("elapsedSeconds", progress.elapsedSeconds());
    line.put("secondsLeft", progress.secondsLeft());
    return line;
  }
}
