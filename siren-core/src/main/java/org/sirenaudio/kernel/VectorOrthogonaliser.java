package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.ROWS;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import org.sirenaudio.loop.GradientProduct;
import org.sirenaudio.loop.TileProduct;

/**
 * Newton–Schulz steps on the network's matrix kernels. Matrices are stored in panels {@code
 * [columns/LANES][rows][LANES]}, accepted on either side by {@link TileProduct} and on both by
 * {@link GradientProduct}.
 */
final class VectorOrthogonaliser implements Orthogonaliser {

  private final int rows;
  private final int columns;

  /** Row stride between panels of X; rows beyond the matrix stay zero. */
  private final int stride;

  private final int width;
  private float[] x;
  private float[] next;
  private final float[] gram;
  private final float[] mix;

  /** Whether X is the transposed matrix, whose Gram matrix is the smaller one. */
  private final boolean turned;

  VectorOrthogonaliser(int rows, int columns) {
    turned = columns > rows;
    this.rows = Math.max(rows, columns);
    this.columns = Math.min(rows, columns);
    stride = (this.rows + ROWS - 1) / ROWS * ROWS;
    width = padded(this.columns);
    x = new float[stride * width];
    next = new float[stride * width];
    gram = new float[width * width];
    mix = new float[width * width];
  }

  @Override
  public void run(float[] matrix) {
    float scale = (float) Orthogonaliser.normaliser(matrix);
    if (scale == 0) {
      return;
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        x[place(r, c)] = scale * matrix[index(r, c)];
      }
    }
    for (int step = 0; step < STEPS; step++) {
      Arrays.fill(gram, 0);
      GradientProduct.run(x, x, stride, rows, columns, columns, gram, 0);
      product(gram, width, gram, mix);
      for (int i = 0; i < mix.length; i++) {
        mix[i] = B * gram[i] + C * mix[i];
      }
      product(x, stride, mix, next);
      for (int i = 0; i < x.length; i++) {
        x[i] = A * x[i] + next[i];
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[index(r, c)] = x[place(r, c)];
      }
    }
  }

  /** Index in the matrix of an element of X. */
  private int index(int row, int column) {
    return turned ? column * rows + row : row * columns + column;
  }

  private int place(int row, int column) {
    return (column / LANES * stride + row) * LANES + column % LANES;
  }

  /** {@code c ← a b}, b square. */
  private void product(float[] a, int aRows, float[] b, float[] c) {
    int panels = width / LANES;
    for (int p = 0; p < panels; p += 2) {
      TileProduct.run(a, aRows, aRows, width, b, p, p + 1 < panels, c);
    }
  }
}
