package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.ROWS;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import org.sirenaudio.loop.SineLoops;

/**
 * Solves symmetric positive definite systems by Cholesky factorisation, two panels of columns at a
 * time, from left to right. The matrix is stored in panels {@code [columns/LANES][rows][LANES]};
 * row {@code size} is the right-hand side, which the factorisation turns into that of the upper
 * triangle.
 */
final class VectorCholesky {

  private static final int BLOCK = 2 * LANES;

  private int size;
  private int width;
  private float[] factor = {};

  /** A block's rows below its diagonal, transposed: {@code [rows/LANES][BLOCK][LANES]}. */
  private float[] turned = {};

  private float[] minusTurned = {};

  /** The inverse of a diagonal block, transposed: {@code [BLOCK/LANES][BLOCK][LANES]}. */
  private final float[] inverse = new float[BLOCK * BLOCK];

  /** {@code [BLOCK][BLOCK]}: a diagonal block and then its factor; the upper triangle is unused. */
  private final double[] diagonal = new double[BLOCK * BLOCK];

  /** {@code [BLOCK][BLOCK]}: the inverse of the factor, its upper triangle zero. */
  private final double[] inverted = new double[BLOCK * BLOCK];

  private final double[] column = new double[BLOCK];

  /** Switches to systems of this size. */
  void resize(int wanted) {
    size = wanted;
    width = padded(size + 1);
    factor = VectorNormalEquations.atLeast(factor, width * width);
    turned = VectorNormalEquations.atLeast(turned, width * BLOCK);
    minusTurned = VectorNormalEquations.atLeast(minusTurned, width * BLOCK);
  }

  int place(int row, int column) {
    return (column / LANES * width + row) * LANES + column % LANES;
  }

  /**
   * Solves {@code (matrix + diag(added)) x = right}.
   *
   * @param matrix the lower triangle, and the right-hand side below it; left unchanged
   * @return false if rounding makes the matrix indefinite
   */
  boolean solve(float[] matrix, double[] added, float[] x) {
    System.arraycopy(matrix, 0, factor, 0, width * width);
    for (int from = 0; from < size; from += BLOCK) {
      int count = Math.min(BLOCK, size - from);
      if (!factorDiagonal(from, count, added)) {
        return false;
      }
      if (from + count < size) {
        solveBelow(from);
        turn(from);
        int next = (from + BLOCK) / LANES;
        SineLoops.BEST.lower(minusTurned, turned, BLOCK, BLOCK, size + 1, next, factor);
      } else {
        solveRight(from, count);
      }
    }
    substituteBack(x);
    return true;
  }

  /** Factorises the diagonal block in double and inverts its factor. */
  private boolean factorDiagonal(int from, int count, double[] added) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        diagonal[i * BLOCK + j] = factor[place(from + i, from + j)];
      }
      diagonal[i * BLOCK + i] += added[from + i];
    }
    Arrays.fill(column, 0);
    for (int k = 0; k < count; k++) {
      double pivot = diagonal[k * BLOCK + k];
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      diagonal[k * BLOCK + k] = root;
      column[k] = 0;
      double part = 1 / root;
      for (int i = k + 1; i < count; i++) {
        column[i] = diagonal[i * BLOCK + k] * part;
        diagonal[i * BLOCK + k] = column[i];
      }
      for (int i = k + 1; i < count; i++) {
        SineLoops.BEST.subtract(column[i], column, 0, diagonal, i * BLOCK, k, i);
      }
    }
    for (int i = 0; i < count; i++) {
      int row = i * BLOCK;
      Arrays.fill(inverted, row, row + BLOCK, 0);
      inverted[row + i] = 1;
      for (int k = 0; k < i; k++) {
        SineLoops.BEST.subtract(diagonal[row + k], inverted, k * BLOCK, inverted, row, 0, k);
      }
      double part = 1 / diagonal[row + i];
      for (int j = 0; j <= i; j++) {
        inverted[row + j] *= part;
        inverse[(i / LANES * BLOCK + j) * LANES + i % LANES] = (float) inverted[row + j];
        factor[place(from + i, from + j)] = (float) diagonal[row + j];
      }
    }
    return true;
  }

  /** The rows below a full block: {@code L₂₁ = A₂₁ L₁₁⁻ᵀ}, in place. */
  private void solveBelow(int from) {
    int row = from + BLOCK + from / LANES * width;
    SineLoops.BEST.multiply(
        factor, width, row, (size - from - BLOCK) / ROWS * ROWS + ROWS, inverse);
  }

  private void turn(int from) {
    for (int k = 0; k < BLOCK; k++) {
      int source = place(0, from + k);
      for (int i = from + BLOCK; i <= size; i++) {
        float value = factor[source + i * LANES];
        int to = (i / LANES * BLOCK + k) * LANES + i % LANES;
        turned[to] = value;
        minusTurned[to] = -value;
      }
    }
  }

  /** The right-hand side below the last block. */
  private void solveRight(int from, int count) {
    for (int j = 0; j < count; j++) {
      double sum = factor[place(size, from + j)];
      for (int k = 0; k < j; k++) {
        sum -= factor[place(size, from + k)] * diagonal[j * BLOCK + k];
      }
      factor[place(size, from + j)] = (float) (sum / diagonal[j * BLOCK + j]);
    }
  }

  private void substituteBack(float[] x) {
    float[] sums = new float[LANES];
    for (int from = (size - 1) / LANES * LANES; from >= 0; from -= LANES) {
      int count = Math.min(LANES, size - from);
      SineLoops.BEST.columns(
          factor, place(from + count, from), x, from + count, size - from - count, sums);
      for (int j = count - 1; j >= 0; j--) {
        double value = factor[place(size, from + j)] - sums[j];
        for (int i = j + 1; i < count; i++) {
          value -= (double) factor[place(from + i, from + j)] * x[from + i];
        }
        x[from + j] = (float) (value / factor[place(from + j, from + j)]);
      }
    }
  }
}
