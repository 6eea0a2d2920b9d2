package org.sirenaudio.cli.console;

import java.io.PrintStream;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sirenaudio.command.Json;

/** Displays the progress described by a {@link ProgressText}. */
public sealed interface ProgressDisplay<P extends Record> extends Consumer<P>, AutoCloseable {

  @Override
  void close();

  static <P extends Record> ProgressDisplay<P> of(
      ProgressMode mode, Streams streams, ProgressText<P> text) {
    return switch (mode) {
      case BAR -> new Bar<>(streams.err(), text);
      case JSON -> new Lines<>(streams.err(), text);
      case NONE -> new Silent<>();
      case AUTO -> streams.terminal() ? new Bar<>(streams.err(), text) : new Silent<>();
    };
  }

  /** No display. */
  record Silent<P extends Record>() implements ProgressDisplay<P> {
    @Override
    public void accept(P progress) {}

    @Override
    public void close() {}
  }

  /** One JSON object per line. */
  record Lines<P extends Record>(PrintStream err, ProgressText<P> text)
      implements ProgressDisplay<P> {
    @Override
    public void accept(P progress) {
      err.println(Json.object(text.fields(progress)));
    }

    @Override
    public void close() {}
  }

  /** A bar that redraws itself, without colours. */
  final class Bar<P extends Record> implements ProgressDisplay<P> {
    private static final int PARTS = 1000;
    private final ProgressText<P> text;
    private final ConsoleProgressBarConsumer console;
    private final ProgressBar bar;

    Bar(PrintStream err, ProgressText<P> text) {
      this.text = text;
      console = new ConsoleProgressBarConsumer(err);
      bar =
          new ProgressBarBuilder()
              .setTaskName(text.task())
              .setInitialMax(PARTS)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .hideEta()
              .clearDisplayOnFinish()
              .setConsumer(console)
              .build();
    }

    @Override
    public void accept(P progress) {
      bar.stepTo(Math.round(PARTS * text.spent(progress)));
      bar.setExtraMessage(text.message(progress));
    }

    @Override
    public void close() {
      bar.close();
      // If closed before the first redraw, it is drawn once and stays.
      console.clear();
    }
  }
}
