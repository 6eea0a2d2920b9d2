package org.sirenaudio.bench.sync;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The results for all pairs of a setting. */
public record Trials(List<Trial> all) {

  public Trials {
    all = List.copyOf(all);
  }

  private List<Trial> found() {
    return all.stream().filter(Trial::found).toList();
  }

  public int count() {
    return all.size();
  }

  public long missed() {
    return all.stream().filter(trial -> !trial.found()).count();
  }

  /** The median of a figure's magnitude; NaN if there is none. */
  public double median(ToDoubleFunction<Trial> figure) {
    double[] sorted = magnitudes(figure);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  public double worst(ToDoubleFunction<Trial> figure) {
    double[] sorted = magnitudes(figure);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  /** The root mean square of a figure. */
  public double rms(ToDoubleFunction<Trial> figure) {
    return Math.sqrt(
        Arrays.stream(magnitudes(figure)).map(v -> v * v).average().orElse(Double.NaN));
  }

  private double[] magnitudes(ToDoubleFunction<Trial> figure) {
    return found().stream()
        .mapToDouble(figure)
        .map(Math::abs)
        .filter(v -> !Double.isNaN(v))
        .sorted()
        .toArray();
  }

  /** How many of the true values lie within the stated interval. */
  public long covered(ToDoubleFunction<Trial> error, ToDoubleFunction<Trial> uncertainty) {
    return found().stream()
        .filter(trial -> Math.abs(error.applyAsDouble(trial)) <= uncertainty.applyAsDouble(trial))
        .count();
  }
}
