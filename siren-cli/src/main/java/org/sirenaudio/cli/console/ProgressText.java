package org.sirenaudio.cli.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.Json;

/** The texts of a progress display. */
public interface ProgressText<P extends Record> {

  /** Completed fraction, 0 to 1. */
  double spent(P progress);

  /** The label in front of the bar. */
  default String task() {
    return "fitting";
  }

  /** The text after the bar. */
  String message(P progress);

  /** The progress as data, for programs. */
  default Map<String, @Nullable Object> fields(P progress) {
    return Json.entries(progress);
  }

  /** The remaining time, or nothing if unknown. */
  static String left(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "";
    }
    long whole = Math.round(seconds);
    return whole < 600 ? whole + " s left" : Math.round(seconds / 60) + " min left";
  }
}
