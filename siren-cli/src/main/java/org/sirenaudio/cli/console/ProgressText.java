package org.sirenaudio.cli.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.Json;

/** How the progress of some work is put into words. */
public interface ProgressText<P extends Record> {

  /** Fraction that is done, 0 to 1. */
  double spent(P progress);

  /** What the work is, in front of the bar. */
  default String task() {
    return "fitting";
  }

  /** What stands beside the bar. */
  String message(P progress);

  /** The same for programs. */
  default Map<String, @Nullable Object> fields(P progress) {
    return Json.entries(progress);
  }

  /** A time to come, or nothing where there is no estimate. */
  static String left(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "";
    }
    long whole = Math.round(seconds);
    return whole < 600 ? whole + " s left" : Math.round(seconds / 60) + " min left";
  }
}
