package org.sirenaudio.cli.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The values of a setting along an axis: numbers at their places, on a logarithmic scale if they
 * span a decade; anything else evenly, in the given order.
 *
 * @param values distinct, ascending if numeric
 */
record SweepAxis(List<String> values) {

  private static final double DECADE = 10;

  /** The distinct values among these. */
  static SweepAxis of(List<String> all) {
    List<String> values = new ArrayList<>(new LinkedHashSet<>(all));
    if (values.stream().allMatch(value -> number(value).isPresent())) {
      values.sort(Comparator.comparingDouble(Double::parseDouble));
    }
    return new SweepAxis(List.copyOf(values));
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
    return scale()
        .map(
            scale -> {
              double first = scale.applyAsDouble(Double.parseDouble(values.getFirst()));
              double last = scale.applyAsDouble(Double.parseDouble(values.getLast()));
              return (scale.applyAsDouble(Double.parseDouble(value)) - first) / (last - first);
            })
        .orElse((double) indexOf(value) / (values.size() - 1));
  }

  /** The scale of numbers. */
  private Optional<DoubleUnaryOperator> scale() {
    if (!values.stream().allMatch(value -> number(value).isPresent())) {
      return Optional.empty();
    }
    double first = Double.parseDouble(values.getFirst());
    boolean decade = first > 0 && Double.parseDouble(values.getLast()) >= DECADE * first;
    return Optional.of(decade ? Math::log : DoubleUnaryOperator.identity());
  }

  private static OptionalDouble number(String value) {
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
