package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.ROWS;
import static org.sirenaudio.kernel.VectorKernels.padded;

import jdk.incubator.vector.FloatVector;

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

  private final double[][] diagonal = new double[BLOCK][BLOCK];
  private final double[][] inverted = new double[BLOCK][BLOCK];

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
        GradientProduct.lower(minusTurned, turned, BLOCK, BLOCK, size + 1, next, factor);
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
        double sum = factor[place(from + i, from + j)] + (i == j ? added[from + i] : 0);
        for (int k = 0; k < j; k++) {
          sum -= diagonal[i][k] * diagonal[j][k];
        }
        if (i == j && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
          return false;
        }
        diagonal[i][j] = i == j ? Math.sqrt(sum) : sum / diagonal[j][j];
        factor[place(from + i, from + j)] = (float) diagonal[i][j];
      }
    }
    for (int j = 0; j < count; j++) {
      for (int i = j; i < count; i++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum -= diagonal[i][k] * inverted[k][j];
        }
        inverted[i][j] = sum / diagonal[i][i];
        inverse[(i / LANES * BLOCK + j) * LANES + i % LANES] = (float) inverted[i][j];
      }
    }
    return true;
  }

  /** The rows below a full block: {@code L₂₁ = A₂₁ L₁₁⁻ᵀ}, in place. */
  private void solveBelow(int from) {
    int row = from + BLOCK + from / LANES * width;
    TileProduct.inPlace(factor, width, row, (size - from - BLOCK) / ROWS * ROWS + ROWS, inverse);
  }

  private void turn(int from) {
    for (int i = from + BLOCK; i <= size; i++) {
      for (int k = 0; k < BLOCK; k++) {
        float value = factor[place(i, from + k)];
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
        sum -= factor[place(size, from + k)] * diagonal[j][k];
      }
      factor[place(size, from + j)] = (float) (sum / diagonal[j][j]);
    }
  }

  private void substituteBack(float[] x) {
    float[] sums = new float[LANES];
    for (int from = (size - 1) / LANES * LANES; from >= 0; from -= LANES) {
      int count = Math.min(LANES, size - from);
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + count; i < size; i++) {
        FloatVector l = FloatVector.fromArray(FLOATS, factor, place(i, from));
        sum = l.fma(FloatVector.broadcast(FLOATS, x[i]), sum);
      }
      sum.intoArray(sums, 0);
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
