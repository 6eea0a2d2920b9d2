package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.DOUBLES;
import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.ROWS;
import static org.sirenaudio.kernel.VectorKernels.padded;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
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
        subtract(column[i], column, 0, diagonal, i * BLOCK, k, i);
      }
    }
    for (int i = 0; i < count; i++) {
      int row = i * BLOCK;
      Arrays.fill(inverted, row, row + BLOCK, 0);
      inverted[row + i] = 1;
      for (int k = 0; k < i; k++) {
        subtract(diagonal[row + k], inverted, k * BLOCK, inverted, row, 0, k);
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

  /** Subtracts a multiple of a row from another, in whole vectors around the columns given. */
  private static void subtract(
      double times, double[] row, int at, double[] from, int fromAt, int first, int last) {
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, times);
    for (int j = first / (LANES / 2) * (LANES / 2); j <= last; j += LANES / 2) {
      DoubleVector part = DoubleVector.fromArray(DOUBLES, row, at + j).mul(factor);
      DoubleVector.fromArray(DOUBLES, from, fromAt + j).sub(part).intoArray(from, fromAt + j);
    }
  }

  /** The rows below a full block: {@code L₂₁ = A₂₁ L₁₁⁻ᵀ}, in place. */
  private void solveBelow(int from) {
    int row = from + BLOCK + from / LANES * width;
    TileProduct.inPlace(factor, width, row, (size - from - BLOCK) / ROWS * ROWS + ROWS, inverse);
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
