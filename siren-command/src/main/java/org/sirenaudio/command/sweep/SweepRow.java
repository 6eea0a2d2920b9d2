package org.sirenaudio.command.sweep;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.SweepFit;

/**
 * One combination and its result.
 *
 * @param values of the settings, in order
 */
public record SweepRow(List<String> values, SweepFit.Result result) {

  /** Such as {@code hidden=64 first-hz=200}. */
  static String name(List<Setting> settings, List<String> values) {
    StringJoiner name = new StringJoiner(" ");
    for (int i = 0; i < values.size(); i++) {
      name.add(settings.get(i).option() + "=" + values.get(i));
    }
    return name.toString();
  }

  public String name() {
    return result.row().path();
  }

  /** Why it failed, without its name; null if it did not. */
  public @Nullable String error() {
    String error = result.row().error();
    String prefix = name() + ": ";
    return error != null && error.startsWith(prefix) ? error.substring(prefix.length()) : error;
  }

  double snrDb() {
    Double snr = result.row().snrDb();
    return snr == null ? Double.NaN : snr;
  }

  /** Whether there is no model. */
  public boolean failed() {
    return Double.isInfinite(result.score()) && result.score() < 0;
  }
}
