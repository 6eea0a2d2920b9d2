package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.ROWS;

import jdk.incubator.vector.FloatVector;

/**
 * The matrix product of a tile: {@code C[t][n] = Σk A[t][k] B[k][n]}.
 *
 * <p>Panels are one vector wide. A and C are {@code [features/LANES][stride][LANES]}, so that a
 * row's numbers are contiguous both as scalars to spread and as vectors to load; B is packed as
 * {@code [n/LANES][depth][LANES]}. A block of 8 or 4 rows and two panels of C stays in registers
 * while k runs. The blocks are written out because the compiler keeps only local variables in
 * registers, and k runs in one loop over all panels of A because between two loops it moves every
 * sum to the stack and back.
 */
final class TileProduct {

  private TileProduct() {}

  /**
   * Fills panels {@code panel} and, if {@code two}, the next one.
   *
   * @param stride rows from panel to panel of A and C
   * @param rows rows to fill, rounded up to the block
   * @param depth how far k runs
   */
  static void run(
      float[] a, int stride, int rows, int depth, float[] b, int panel, boolean two, float[] c) {
    for (int row = 0; row < rows; row += ROWS) {
      if (ROWS == 8) {
        if (two) {
          rows8panels2(a, stride, row, depth, b, panel, c);
        } else {
          rows8panels1(a, stride, row, depth, b, panel, c);
        }
      } else if (two) {
        rows4panels2(a, stride, row, depth, b, panel, c);
      } else {
        rows4panels1(a, stride, row, depth, b, panel, c);
      }
    }
  }

  /**
   * {@code A ← A B} for rows of two panels of A and a B of the same width.
   *
   * @param firstRow the first row, counted over the panels before the two as well
   * @param rows how many, a multiple of the block
   */
  static void inPlace(float[] a, int stride, int firstRow, int rows, float[] b) {
    for (int row = firstRow; row < firstRow + rows; row += ROWS) {
      if (ROWS == 8) {
        rows8panels2(a, stride, row, 2 * LANES, b, 0, a);
      } else {
        rows4panels2(a, stride, row, 2 * LANES, b, 0, a);
      }
    }
  }

  private static void rows8panels2(
      float[] a, int stride, int row, int depth, float[] b, int panel, float[] c) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c0b = c0a,
        c1a = c0a,
        c1b = c0a,
        c2a = c0a,
        c2b = c0a,
        c3a = c0a,
        c3b = c0a,
        c4a = c0a;
    FloatVector c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a;
    int w = panel * depth * LANES;
    int v = w + depth * LANES;
    for (int k = 0; k < depth; k++) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector wa = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector wb = FloatVector.fromArray(FLOATS, b, v + k * LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = a0.fma(wa, c0a);
      c0b = a0.fma(wb, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = a1.fma(wa, c1a);
      c1b = a1.fma(wb, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = a2.fma(wa, c2a);
      c2b = a2.fma(wb, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = a3.fma(wa, c3a);
      c3b = a3.fma(wb, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES]);
      c4a = a4.fma(wa, c4a);
      c4b = a4.fma(wb, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES]);
      c5a = a5.fma(wa, c5a);
      c5b = a5.fma(wb, c5b);
      FloatVector a6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES]);
      c6a = a6.fma(wa, c6a);
      c6b = a6.fma(wb, c6b);
      FloatVector a7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES]);
      c7a = a7.fma(wa, c7a);
      c7b = a7.fma(wb, c7b);
    }
    int z = (panel * stride + row) * LANES;
    int y = z + stride * LANES;
    c0a.intoArray(c, z);
    c0b.intoArray(c, y);
    c1a.intoArray(c, z + LANES);
    c1b.intoArray(c, y + LANES);
    c2a.intoArray(c, z + 2 * LANES);
    c2b.intoArray(c, y + 2 * LANES);
    c3a.intoArray(c, z + 3 * LANES);
    c3b.intoArray(c, y + 3 * LANES);
    c4a.intoArray(c, z + 4 * LANES);
    c4b.intoArray(c, y + 4 * LANES);
    c5a.intoArray(c, z + 5 * LANES);
    c5b.intoArray(c, y + 5 * LANES);
    c6a.intoArray(c, z + 6 * LANES);
    c6b.intoArray(c, y + 6 * LANES);
    c7a.intoArray(c, z + 7 * LANES);
    c7b.intoArray(c, y + 7 * LANES);
  }

  private static void rows8panels1(
      float[] a, int stride, int row, int depth, float[] b, int panel, float[] c) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c1a = c0a, c2a = c0a, c3a = c0a, c4a = c0a, c5a = c0a, c6a = c0a, c7a = c0a;
    int w = panel * depth * LANES;
    for (int k = 0; k < depth; k++) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector wa = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = a0.fma(wa, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = a1.fma(wa, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = a2.fma(wa, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = a3.fma(wa, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES]);
      c4a = a4.fma(wa, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES]);
      c5a = a5.fma(wa, c5a);
      FloatVector a6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES]);
      c6a = a6.fma(wa, c6a);
      FloatVector a7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES]);
      c7a = a7.fma(wa, c7a);
    }
    int z = (panel * stride + row) * LANES;
    c0a.intoArray(c, z);
    c1a.intoArray(c, z + LANES);
    c2a.intoArray(c, z + 2 * LANES);
    c3a.intoArray(c, z + 3 * LANES);
    c4a.intoArray(c, z + 4 * LANES);
    c5a.intoArray(c, z + 5 * LANES);
    c6a.intoArray(c, z + 6 * LANES);
    c7a.intoArray(c, z + 7 * LANES);
  }

  private static void rows4panels2(
      float[] a, int stride, int row, int depth, float[] b, int panel, float[] c) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a;
    int w = panel * depth * LANES;
    int v = w + depth * LANES;
    for (int k = 0; k < depth; k++) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector wa = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector wb = FloatVector.fromArray(FLOATS, b, v + k * LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = a0.fma(wa, c0a);
      c0b = a0.fma(wb, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = a1.fma(wa, c1a);
      c1b = a1.fma(wb, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = a2.fma(wa, c2a);
      c2b = a2.fma(wb, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = a3.fma(wa, c3a);
      c3b = a3.fma(wb, c3b);
    }
    int z = (panel * stride + row) * LANES;
    int y = z + stride * LANES;
    c0a.intoArray(c, z);
    c0b.intoArray(c, y);
    c1a.intoArray(c, z + LANES);
    c1b.intoArray(c, y + LANES);
    c2a.intoArray(c, z + 2 * LANES);
    c2b.intoArray(c, y + 2 * LANES);
    c3a.intoArray(c, z + 3 * LANES);
    c3b.intoArray(c, y + 3 * LANES);
  }

  private static void rows4panels1(
      float[] a, int stride, int row, int depth, float[] b, int panel, float[] c) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c1a = c0a, c2a = c0a, c3a = c0a;
    int w = panel * depth * LANES;
    for (int k = 0; k < depth; k++) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector wa = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = a0.fma(wa, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = a1.fma(wa, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = a2.fma(wa, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = a3.fma(wa, c3a);
    }
    int z = (panel * stride + row) * LANES;
    c0a.intoArray(c, z);
    c1a.intoArray(c, z + LANES);
    c2a.intoArray(c, z + 2 * LANES);
    c3a.intoArray(c, z + 3 * LANES);
  }
}
