package org.sirenaudio.loop;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.ROWS;
import static org.sirenaudio.loop.Lanes.padded;
import static org.sirenaudio.loop.Lanes.panels;
import static org.sirenaudio.loop.Vectors.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The weight gradient of a tile: {@code G[n][k] += Σt D[t][n] A[t][k]}, with D and A in panels as
 * {@link TileProduct} has them and G in panels {@code [k/LANES][n][LANES]}. A block of 8 or 4 rows
 * of G and two panels stays in registers while t runs.
 */
public final class GradientProduct {

  private GradientProduct() {}

  /**
   * Adds the product of one tile.
   *
   * @param stride row stride between panels of D and A
   * @param frames upper bound of t; if odd, D's row after the last holds zeros
   * @param outFeatures range of n
   * @param inFeatures range of k
   * @param gradientFrom offset of G in {@code g}
   */
  public static void run(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int outFeatures,
      int inFeatures,
      float[] g,
      int gradientFrom) {
    int rows = padded(outFeatures);
    int panels = panels(inFeatures);
    for (int panel = 0; panel < panels; panel += 2) {
      for (int n = 0; n < outFeatures; n += ROWS) {
        block(d, a, stride, frames, n, panel, panel + 1 < panels, rows, g, gradientFrom);
      }
    }
  }

  /**
   * As above for a square G of which only the lower triangle is needed: computes the blocks that
   * touch it.
   *
   * @param size rows and columns of G
   * @param firstPanel first row and column panel
   */
  public static void lower(
      float[] d, float[] a, int stride, int frames, int size, int firstPanel, float[] g) {
    int panels = panels(size);
    for (int panel = firstPanel; panel < panels; panel += 2) {
      for (int n = panel * LANES; n < size; n += ROWS) {
        block(d, a, stride, frames, n, panel, panel + 1 < panels, panels * LANES, g, 0);
      }
    }
  }

  private static void block(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int n,
      int panel,
      boolean two,
      int rows,
      float[] g,
      int gradientFrom) {
    if (ROWS == 8) {
      if (two) {
        rows8panels2(d, a, stride, frames, n, panel, rows, g, gradientFrom);
      } else {
        rows8panels1(d, a, stride, frames, n, panel, rows, g, gradientFrom);
      }
    } else if (two) {
      rows4panels2(d, a, stride, frames, n, panel, rows, g, gradientFrom);
    } else {
      rows4panels1(d, a, stride, frames, n, panel, rows, g, gradientFrom);
    }
  }

  private static void rows8panels2(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int n,
      int panel,
      int rows,
      float[] g,
      int gradientFrom) {
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
    int start = (n / LANES) * stride * LANES + n % LANES;
    int x = panel * stride * LANES;
    int y = x + stride * LANES;
    for (int t = 0; t < frames; t += 2) {
      int i = start + t * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector vb = FloatVector.fromArray(FLOATS, a, y + t * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      FloatVector s1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      FloatVector s2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      FloatVector s3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      FloatVector s4 = FloatVector.broadcast(FLOATS, d[i + 4]);
      c4a = s4.fma(va, c4a);
      c4b = s4.fma(vb, c4b);
      FloatVector s5 = FloatVector.broadcast(FLOATS, d[i + 5]);
      c5a = s5.fma(va, c5a);
      c5b = s5.fma(vb, c5b);
      FloatVector s6 = FloatVector.broadcast(FLOATS, d[i + 6]);
      c6a = s6.fma(va, c6a);
      c6b = s6.fma(vb, c6b);
      FloatVector s7 = FloatVector.broadcast(FLOATS, d[i + 7]);
      c7a = s7.fma(va, c7a);
      c7b = s7.fma(vb, c7b);
      va = FloatVector.fromArray(FLOATS, a, x + t * LANES + LANES);
      vb = FloatVector.fromArray(FLOATS, a, y + t * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, d[i + LANES]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      s1 = FloatVector.broadcast(FLOATS, d[i + LANES + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      s2 = FloatVector.broadcast(FLOATS, d[i + LANES + 2]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      s3 = FloatVector.broadcast(FLOATS, d[i + LANES + 3]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      s4 = FloatVector.broadcast(FLOATS, d[i + LANES + 4]);
      c4a = s4.fma(va, c4a);
      c4b = s4.fma(vb, c4b);
      s5 = FloatVector.broadcast(FLOATS, d[i + LANES + 5]);
      c5a = s5.fma(va, c5a);
      c5b = s5.fma(vb, c5b);
      s6 = FloatVector.broadcast(FLOATS, d[i + LANES + 6]);
      c6a = s6.fma(va, c6a);
      c6b = s6.fma(vb, c6b);
      s7 = FloatVector.broadcast(FLOATS, d[i + LANES + 7]);
      c7a = s7.fma(va, c7a);
      c7b = s7.fma(vb, c7b);
    }
    int j = gradientFrom + (panel * rows + n) * LANES;
    int k = j + rows * LANES;
    FloatVector.fromArray(FLOATS, g, j).add(c0a).intoArray(g, j);
    FloatVector.fromArray(FLOATS, g, k).add(c0b).intoArray(g, k);
    FloatVector.fromArray(FLOATS, g, j + LANES).add(c1a).intoArray(g, j + LANES);
    FloatVector.fromArray(FLOATS, g, k + LANES).add(c1b).intoArray(g, k + LANES);
    FloatVector.fromArray(FLOATS, g, j + 2 * LANES).add(c2a).intoArray(g, j + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 2 * LANES).add(c2b).intoArray(g, k + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 3 * LANES).add(c3a).intoArray(g, j + 3 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 3 * LANES).add(c3b).intoArray(g, k + 3 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 4 * LANES).add(c4a).intoArray(g, j + 4 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 4 * LANES).add(c4b).intoArray(g, k + 4 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 5 * LANES).add(c5a).intoArray(g, j + 5 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 5 * LANES).add(c5b).intoArray(g, k + 5 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 6 * LANES).add(c6a).intoArray(g, j + 6 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 6 * LANES).add(c6b).intoArray(g, k + 6 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 7 * LANES).add(c7a).intoArray(g, j + 7 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 7 * LANES).add(c7b).intoArray(g, k + 7 * LANES);
  }

  private static void rows8panels1(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int n,
      int panel,
      int rows,
      float[] g,
      int gradientFrom) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c1a = c0a, c2a = c0a, c3a = c0a, c4a = c0a, c5a = c0a, c6a = c0a, c7a = c0a;
    int start = (n / LANES) * stride * LANES + n % LANES;
    int x = panel * stride * LANES;
    for (int t = 0; t < frames; t += 2) {
      int i = start + t * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = s0.fma(va, c0a);
      FloatVector s1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = s1.fma(va, c1a);
      FloatVector s2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = s2.fma(va, c2a);
      FloatVector s3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = s3.fma(va, c3a);
      FloatVector s4 = FloatVector.broadcast(FLOATS, d[i + 4]);
      c4a = s4.fma(va, c4a);
      FloatVector s5 = FloatVector.broadcast(FLOATS, d[i + 5]);
      c5a = s5.fma(va, c5a);
      FloatVector s6 = FloatVector.broadcast(FLOATS, d[i + 6]);
      c6a = s6.fma(va, c6a);
      FloatVector s7 = FloatVector.broadcast(FLOATS, d[i + 7]);
      c7a = s7.fma(va, c7a);
      va = FloatVector.fromArray(FLOATS, a, x + t * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, d[i + LANES]);
      c0a = s0.fma(va, c0a);
      s1 = FloatVector.broadcast(FLOATS, d[i + LANES + 1]);
      c1a = s1.fma(va, c1a);
      s2 = FloatVector.broadcast(FLOATS, d[i + LANES + 2]);
      c2a = s2.fma(va, c2a);
      s3 = FloatVector.broadcast(FLOATS, d[i + LANES + 3]);
      c3a = s3.fma(va, c3a);
      s4 = FloatVector.broadcast(FLOATS, d[i + LANES + 4]);
      c4a = s4.fma(va, c4a);
      s5 = FloatVector.broadcast(FLOATS, d[i + LANES + 5]);
      c5a = s5.fma(va, c5a);
      s6 = FloatVector.broadcast(FLOATS, d[i + LANES + 6]);
      c6a = s6.fma(va, c6a);
      s7 = FloatVector.broadcast(FLOATS, d[i + LANES + 7]);
      c7a = s7.fma(va, c7a);
    }
    int j = gradientFrom + (panel * rows + n) * LANES;
    FloatVector.fromArray(FLOATS, g, j).add(c0a).intoArray(g, j);
    FloatVector.fromArray(FLOATS, g, j + LANES).add(c1a).intoArray(g, j + LANES);
    FloatVector.fromArray(FLOATS, g, j + 2 * LANES).add(c2a).intoArray(g, j + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 3 * LANES).add(c3a).intoArray(g, j + 3 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 4 * LANES).add(c4a).intoArray(g, j + 4 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 5 * LANES).add(c5a).intoArray(g, j + 5 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 6 * LANES).add(c6a).intoArray(g, j + 6 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 7 * LANES).add(c7a).intoArray(g, j + 7 * LANES);
  }

  private static void rows4panels2(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int n,
      int panel,
      int rows,
      float[] g,
      int gradientFrom) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c0b = c0a, c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a;
    int start = (n / LANES) * stride * LANES + n % LANES;
    int x = panel * stride * LANES;
    int y = x + stride * LANES;
    for (int t = 0; t < frames; t += 2) {
      int i = start + t * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector vb = FloatVector.fromArray(FLOATS, a, y + t * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      FloatVector s1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      FloatVector s2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      FloatVector s3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
      va = FloatVector.fromArray(FLOATS, a, x + t * LANES + LANES);
      vb = FloatVector.fromArray(FLOATS, a, y + t * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, d[i + LANES]);
      c0a = s0.fma(va, c0a);
      c0b = s0.fma(vb, c0b);
      s1 = FloatVector.broadcast(FLOATS, d[i + LANES + 1]);
      c1a = s1.fma(va, c1a);
      c1b = s1.fma(vb, c1b);
      s2 = FloatVector.broadcast(FLOATS, d[i + LANES + 2]);
      c2a = s2.fma(va, c2a);
      c2b = s2.fma(vb, c2b);
      s3 = FloatVector.broadcast(FLOATS, d[i + LANES + 3]);
      c3a = s3.fma(va, c3a);
      c3b = s3.fma(vb, c3b);
    }
    int j = gradientFrom + (panel * rows + n) * LANES;
    int k = j + rows * LANES;
    FloatVector.fromArray(FLOATS, g, j).add(c0a).intoArray(g, j);
    FloatVector.fromArray(FLOATS, g, k).add(c0b).intoArray(g, k);
    FloatVector.fromArray(FLOATS, g, j + LANES).add(c1a).intoArray(g, j + LANES);
    FloatVector.fromArray(FLOATS, g, k + LANES).add(c1b).intoArray(g, k + LANES);
    FloatVector.fromArray(FLOATS, g, j + 2 * LANES).add(c2a).intoArray(g, j + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 2 * LANES).add(c2b).intoArray(g, k + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 3 * LANES).add(c3a).intoArray(g, j + 3 * LANES);
    FloatVector.fromArray(FLOATS, g, k + 3 * LANES).add(c3b).intoArray(g, k + 3 * LANES);
  }

  private static void rows4panels1(
      float[] d,
      float[] a,
      int stride,
      int frames,
      int n,
      int panel,
      int rows,
      float[] g,
      int gradientFrom) {
    FloatVector c0a = FloatVector.zero(FLOATS);
    FloatVector c1a = c0a, c2a = c0a, c3a = c0a;
    int start = (n / LANES) * stride * LANES + n % LANES;
    int x = panel * stride * LANES;
    for (int t = 0; t < frames; t += 2) {
      int i = start + t * LANES;
      FloatVector va = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector s0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = s0.fma(va, c0a);
      FloatVector s1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = s1.fma(va, c1a);
      FloatVector s2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = s2.fma(va, c2a);
      FloatVector s3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = s3.fma(va, c3a);
      va = FloatVector.fromArray(FLOATS, a, x + t * LANES + LANES);
      s0 = FloatVector.broadcast(FLOATS, d[i + LANES]);
      c0a = s0.fma(va, c0a);
      s1 = FloatVector.broadcast(FLOATS, d[i + LANES + 1]);
      c1a = s1.fma(va, c1a);
      s2 = FloatVector.broadcast(FLOATS, d[i + LANES + 2]);
      c2a = s2.fma(va, c2a);
      s3 = FloatVector.broadcast(FLOATS, d[i + LANES + 3]);
      c3a = s3.fma(va, c3a);
    }
    int j = gradientFrom + (panel * rows + n) * LANES;
    FloatVector.fromArray(FLOATS, g, j).add(c0a).intoArray(g, j);
    FloatVector.fromArray(FLOATS, g, j + LANES).add(c1a).intoArray(g, j + LANES);
    FloatVector.fromArray(FLOATS, g, j + 2 * LANES).add(c2a).intoArray(g, j + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 3 * LANES).add(c3a).intoArray(g, j + 3 * LANES);
  }
}
