package org.sirenaudio.cli.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The values of a setting along an axis: numbers at their places, on a logarithmic scale if they
 * span a decade; anything else evenly, in the given order.
 *
 * @param values distinct, ascending if numeric
 * @param numeric whether all are finite numbers
 */
record SweepAxis(List<String> values, boolean numeric) {

  private static final double DECADE = 10;

  /** The distinct values among these. */
  static SweepAxis of(List<String> all) {
    List<String> values = new ArrayList<>(new LinkedHashSet<>(all));
    boolean numeric = values.stream().allMatch(SweepAxis::isNumber);
    if (numeric) {
      values.sort(Comparator.comparingDouble(Double::parseDouble));
    }
    return new SweepAxis(List.copyOf(values), numeric);
  }

  int indexOf(String value) {
    return values.indexOf(value);
  }

  int size() {
    return values.size();
  }

  /** The place of a value from 0 (the first) to 1 (the last). */
  double place(String value) {
    if (values.size() == 1) {
      return 0.5;
    }
    if (!numeric) {
      return (double) indexOf(value) / (values.size() - 1);
    }
    double first = Double.parseDouble(values.getFirst());
    double last = Double.parseDouble(values.getLast());
    double own = Double.parseDouble(value);
    return first > 0 && last >= DECADE * first
        ? Math.log(own / first) / Math.log(last / first)
        : (own - first) / (last - first);
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
