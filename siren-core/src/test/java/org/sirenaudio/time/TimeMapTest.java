package org.sirenaudio.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMapTest {

  @Test
  void aSpeedIsALineThroughZero() {
    TimeMap map = TimeMap.speed(1.25);
    assertThat(map.at(4)).isEqualTo(5);
    assertThat(map.inverse(5)).isEqualTo(4);
    assertThat(map.slope(9)).isEqualTo(1.25);
    assertThat(map.largestSlope()).isEqualTo(1.25);
  }

  /** Three points with integer derivatives: (1·1 + 1·3)/2 = 2 in the middle. */
  @Test
  void theCubicMatchesACalculationByHand() {
    TimeMap map = TimeMap.through(new double[] {0, 1, 2}, new double[] {0, 1, 4});
    assertThat(map.slope(1)).isEqualTo(2);
    // At the left end the parabola t² has derivative 0, which is kept at a third of the chord's.
    assertThat(map.slope(0)).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(map.slope(2)).isEqualTo(4);
    // Hermite at a half: (0 + 1)/2 + (1/3 − 2)/8.
    assertThat(map.at(0.5)).isCloseTo(0.5 - 5.0 / 24, within(1e-15));
    assertThat(map.at(1.5)).isCloseTo(2.5 + (2 - 4) / 8.0, within(1e-15));
    assertThat(map.at(3)).isEqualTo(8);
    assertThat(map.inverse(8)).isEqualTo(3);
    assertThat(map.at(-3)).isCloseTo(-1, within(1e-15));
  }

  /** Points of a straight line give the line. */
  @Test
  void collinearPointsGiveALine() {
    double[] from = {-1, 0.5, 2, 7};
    TimeMap map = TimeMap.through(from, Arrays.stream(from).map(t -> 3 + 2 * t).toArray());
    for (double t = -4; t < 12; t += 0.37) {
      assertThat(map.at(t)).isCloseTo(3 + 2 * t, within(1e-13));
      assertThat(map.slope(t)).isCloseTo(2, within(1e-13));
    }
    assertThat(map.largestSlope()).isCloseTo(2, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mapsThroughRandomPointsAreMonotoneAndInvertible(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] from = new double[40];
    double[] to = new double[40];
    for (int i = 1; i < 40; i++) {
      from[i] = from[i - 1] + Math.exp(4 * random.nextDouble() - 2);
      to[i] = to[i - 1] + Math.exp(6 * random.nextDouble() - 3);
    }
    TimeMap map = TimeMap.through(from, to);
    double step = 1e-3;
    double before = Double.NEGATIVE_INFINITY;
    double largest = 0;
    for (double t = -2; t < from[39] + 2; t += step) {
      double value = map.at(t);
      assertThat(value).as("ascends at %s", t).isGreaterThan(before);
      assertThat(map.inverse(value)).isCloseTo(t, within(1e-9));
      double slope = (map.at(t + 1e-6) - map.at(t - 1e-6)) / 2e-6;
      assertThat(map.slope(t)).isCloseTo(slope, within(1e-3));
      largest = Math.max(largest, map.slope(t));
      before = value;
    }
    for (int i = 0; i < 40; i++) {
      assertThat(map.at(from[i])).isEqualTo(to[i]);
    }
    assertThat(map.largestSlope()).isBetween(largest, 1.001 * largest);
  }

  @Test
  void invalidMapsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TimeMap.speed(0));
    assertThatIllegalArgumentException().isThrownBy(() -> TimeMap.speed(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeMap.linear(Double.POSITIVE_INFINITY, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeMap.through(new double[1], new double[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeMap.through(new double[] {0, 1, 2}, new double[] {0, 1, 1}))
        .withMessageContaining("point 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeMap.through(new double[] {0, 1, 1}, new double[] {0, 1, 2}));
  }
}
