package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToeplitzSystemTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 40})
  void recoversTheSolutions(int size) {
    Random random = new Random(size);
    double[] r = new double[size];
    double[][] solutions = new double[3][size];
    double[][] sides = new double[3][size];
    for (int i = 0; i < size; i++) {
      r[i] = 3 * Math.pow(0.9, i) + Math.cos(0.4 * i) + (i == 0 ? 0.5 : 0);
    }
    for (int s = 0; s < sides.length; s++) {
      for (int i = 0; i < size; i++) {
        solutions[s][i] = random.nextGaussian();
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          sides[s][i] += r[Math.abs(i - j)] * solutions[s][j];
        }
      }
    }
    ToeplitzSystem.solve(r, sides);
    for (int s = 0; s < sides.length; s++) {
      assertThat(sides[s]).containsExactly(solutions[s], within(1e-10));
    }
  }
}
