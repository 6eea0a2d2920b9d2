package org.sirenaudio.bench.timing;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * One figure over the rounds.
 *
 * @param rounds at least one value
 */
public record Series(double[] rounds) {

  public Series {
    if (rounds.length == 0) {
      throw new IllegalArgumentException("a figure needs a round");
    }
  }

  public double median() {
    return quantile(0.5);
  }

  public double lowerQuartile() {
    return quantile(0.25);
  }

  public double upperQuartile() {
    return quantile(0.75);
  }

  /** A quantile, linearly interpolated between the sorted rounds. */
  private double quantile(double part) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  Series map(DoubleUnaryOperator function) {
    return new Series(Arrays.stream(rounds).map(function).toArray());
  }

  /**
   * Combines two figures round by round: values measured close in time are compared, so that a
   * temporarily slow machine affects both.
   */
  public Series with(Series other, DoubleBinaryOperator function) {
    double[] values = new double[rounds.length];
    Arrays.setAll(values, r -> function.applyAsDouble(rounds[r], other.rounds[r]));
    return new Series(values);
  }
}
