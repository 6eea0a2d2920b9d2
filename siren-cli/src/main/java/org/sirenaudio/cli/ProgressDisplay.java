package org.sirenaudio.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sirenaudio.fit.FitProgress;

/** Tells how far a fit is. */
sealed interface ProgressDisplay extends Consumer<FitProgress>, AutoCloseable {

  @Override
  void close();

  static ProgressDisplay of(ProgressMode mode, Streams streams) {
    return switch (mode) {
      case BAR -> new Bar(streams.err());
      case JSON -> new Lines(streams.err());
      case NONE -> new Silent();
      case AUTO -> streams.terminal() ? new Bar(streams.err()) : new Silent();
    };
  }

  /** Nothing. */
  record Silent() implements ProgressDisplay {
    @Override
    public void accept(FitProgress progress) {}

    @Override
    public void close() {}
  }

  /** One JSON object a line. */
  record Lines(PrintStream err) implements ProgressDisplay {
    @Override
    public void accept(FitProgress progress) {
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
      err.println(Json.object(line));
    }

    @Override
    public void close() {}
  }

  /** A bar that redraws itself, without colours. */
  final class Bar implements ProgressDisplay {
    private static final int PARTS = 1000;
    private final ProgressBar bar;

    Bar(PrintStream err) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("fitting")
              .setInitialMax(PARTS)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .hideEta()
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .build();
    }

    @Override
    public void accept(FitProgress progress) {
      bar.stepTo(Math.round(PARTS * progress.spent()));
      bar.setExtraMessage(
          String.format(
              Locale.ROOT,
              " %.1f dB  step %d  %.1f Mframes/s  %s",
              progress.snrDb(),
              progress.step(),
              1e-6 * progress.framesPerSecond(),
              Double.isNaN(progress.secondsLeft())
                  ? ""
                  : Math.round(progress.secondsLeft()) + " s left"));
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
