package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("kernel")
class OrthogonaliserTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "7, 5", "5, 7", "16, 16", "33, 33", "64, 64", "100, 40", "36, 36"})
  void equalsTheScalarReference(int rows, int columns) {
    float[] expected = random(rows, columns);
    float[] actual = expected.clone();
    new ScalarOrthogonaliser(rows, columns).run(expected);
    Kernels.best().orthogonaliser(rows, columns).run(actual);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], offset(2e-3f));
    }
  }

  @Test
  void singularValuesComeNearOne() {
    int n = 24;
    float[] matrix = random(n, n);
    Kernels.best().orthogonaliser(n, n).run(matrix);
    for (int i = 0; i < n; i++) {
      double norm = 0;
      for (int j = 0; j < n; j++) {
        norm += matrix[i * n + j] * matrix[i * n + j];
      }
      assertThat(Math.sqrt(norm)).isBetween(0.3, 1.3);
    }
  }

  @Test
  void zerosStayZeros() {
    float[] matrix = new float[12];
    Kernels.best().orthogonaliser(3, 4).run(matrix);
    assertThat(matrix).containsOnly(0);
  }

  private static float[] random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 100 + columns);
    float[] matrix = new float[rows * columns];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
