package org.sirenaudio.cli.fit;

import java.util.Locale;
import org.sirenaudio.cli.console.ProgressText;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitProgress;

/** The progress of one fit. */
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
}
