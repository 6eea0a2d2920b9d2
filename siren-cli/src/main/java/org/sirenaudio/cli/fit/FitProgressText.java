package org.sirenaudio.cli.fit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.cli.console.ProgressText;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitProgress;

/** How far one fit is. */
public record FitProgressText() implements ProgressText<FitProgress> {

  @Override
  public double spent(FitProgress progress) {
    return progress.spent();
  }

  @Override
  public String message(FitProgress progress) {
    return String.format(
        Locale.ROOT,
        " %s  step %d  %.1f Mframes/s  %s",
        Figure.decibels(progress.snrDb()),
        progress.step(),
        1e-6 * progress.framesPerSecond(),
        ProgressText.left(progress.secondsLeft()));
  }

  @Override
  public Map<String, Object> fields(FitProgress progress) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", progress.step());
    line.put("spent", progress.spent());
    line.put("loss", progress.loss());
    line.put("snrDb", progress.snrDb());
    line.put("framesPerSecond", progress.framesPerSecond());
    line.put("elapsedSeconds", progress.elapsedSeconds());
    line.put("secondsLeft", progress.secondsLeft());
    line.put("windows", progress.windows());
    line.put("rollbacks", progress.rollbacks());
    return line;
  }
}
