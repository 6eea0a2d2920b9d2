package org.sirenaudio.loop;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.ROWS;
import static org.sirenaudio.loop.Vectors.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The matrix product of a tile: {@code C[t][n] = Σk A[t][k] B[k][n]}.
 *
 * <p>Panels are one vector wide. A and C are {@code [features/LANES][stride][LANES]}, so that a
 * row's numbers are contiguous both for broadcasting scalars and for loading vectors; B is packed
 * as {@code [n/LANES][depth][LANES]}. A block of 8 or 4 rows and two panels of C stays in registers
 * while k runs. The blocks are unrolled by hand because the compiler keeps only local variables in
 * registers, and k runs in one loop over all panels of A because between two loops it spills every
 * sum to the stack. Two steps of k per iteration halve the address arithmetic, which competes with
 * the products for the ports of some processors (a fifth of the time on Intel).
 */
public final class TileProduct {

  private TileProduct() {}

  /**
   * Computes panel {@code panel} and, if {@code two}, the next one.
   *
   * @param stride row stride between panels of A and C
   * @param rows number of rows, rounded up to the block
   * @param depth upper bound of k, an even number
   */
  public static void run(
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
   * @param firstRow the first row, counting the rows of preceding panels
   * @param rows number of rows, a multiple of the block
   */
  public static void inPlace(float[] a, int stride, int firstRow, int rows, float[] b) {
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
        c4a = c0a,
        c4b = c0a,
        c5a = c0a,
        c5b = c0a,
        c6a = c0a,
        c6b = c0a,
        c7a = c0a,
        c7b = c0a;
    int w = panel * depth * LANES;
    int v = w + depth * LANES;
    for (int k = 0; k < depth; k += 2) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector vb = FloatVector.fromArray(FLOATS, b, v + k * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES]);
      c4a = s4.fma(va, c4a);
      c4b = s4.fma(vb, c4b);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES]);
      c5a = s5.fma(va, c5a);
      c5b = s5.fma(vb, c5b);
      FloatVector s6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES]);
      c6a = s6.fma(va, c6a);
      c6b = s6.fma(vb, c6b);
      FloatVector s7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES]);
      c7a = s7.fma(va, c7a);
      c7b = s7.fma(vb, c7b);
      va = FloatVector.fromArray(FLOATS, b, w + k * LANES + LANES);
      vb = FloatVector.fromArray(FLOATS, b, v + k * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, a[x + 1]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      s1 = FloatVector.broadcast(FLOATS, a[x + LANES + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES + 1]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES + 1]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      s4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES + 1]);
      c4a = s4.fma(va, c4a);
      c4b = s4.fma(vb, c4b);
      s5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES + 1]);
      c5a = s5.fma(va, c5a);
      c5b = s5.fma(vb, c5b);
      s6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES + 1]);
      c6a = s6.fma(va, c6a);
      c6b = s6.fma(vb, c6b);
      s7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES + 1]);
      c7a = s7.fma(va, c7a);
      c7b = s7.fma(vb, c7b);
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
    for (int k = 0; k < depth; k += 2) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = s0.fma(va, c0a);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = s1.fma(va, c1a);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = s2.fma(va, c2a);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = s3.fma(va, c3a);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES]);
      c4a = s4.fma(va, c4a);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES]);
      c5a = s5.fma(va, c5a);
      FloatVector s6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES]);
      c6a = s6.fma(va, c6a);
      FloatVector s7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES]);
      c7a = s7.fma(va, c7a);
      va = FloatVector.fromArray(FLOATS, b, w + k * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, a[x + 1]);
      c0a = s0.fma(va, c0a);
      s1 = FloatVector.broadcast(FLOATS, a[x + LANES + 1]);
      c1a = s1.fma(va, c1a);
      s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES + 1]);
      c2a = s2.fma(va, c2a);
      s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES + 1]);
      c3a = s3.fma(va, c3a);
      s4 = FloatVector.broadcast(FLOATS, a[x + 4 * LANES + 1]);
      c4a = s4.fma(va, c4a);
      s5 = FloatVector.broadcast(FLOATS, a[x + 5 * LANES + 1]);
      c5a = s5.fma(va, c5a);
      s6 = FloatVector.broadcast(FLOATS, a[x + 6 * LANES + 1]);
      c6a = s6.fma(va, c6a);
      s7 = FloatVector.broadcast(FLOATS, a[x + 7 * LANES + 1]);
      c7a = s7.fma(va, c7a);
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
    for (int k = 0; k < depth; k += 2) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector vb = FloatVector.fromArray(FLOATS, b, v + k * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      va = FloatVector.fromArray(FLOATS, b, w + k * LANES + LANES);
      vb = FloatVector.fromArray(FLOATS, b, v + k * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, a[x + 1]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      s1 = FloatVector.broadcast(FLOATS, a[x + LANES + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES + 1]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES + 1]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
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
    for (int k = 0; k < depth; k += 2) {
      int x = row * LANES + k % LANES + k / LANES * stride * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, b, w + k * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[x]);
      c0a = s0.fma(va, c0a);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[x + LANES]);
      c1a = s1.fma(va, c1a);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES]);
      c2a = s2.fma(va, c2a);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES]);
      c3a = s3.fma(va, c3a);
      va = FloatVector.fromArray(FLOATS, b, w + k * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, a[x + 1]);
      c0a = s0.fma(va, c0a);
      s1 = FloatVector.broadcast(FLOATS, a[x + LANES + 1]);
      c1a = s1.fma(va, c1a);
      s2 = FloatVector.broadcast(FLOATS, a[x + 2 * LANES + 1]);
      c2a = s2.fma(va, c2a);
      s3 = FloatVector.broadcast(FLOATS, a[x + 3 * LANES + 1]);
      c3a = s3.fma(va, c3a);
    }
    int z = (panel * stride + row) * LANES;
    c0a.intoArray(c, z);
    c1a.intoArray(c, z + LANES);
    c2a.intoArray(c, z + 2 * LANES);
    c3a.intoArray(c, z + 3 * LANES);
  }
}
