package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.ROWS;
import static org.sirenaudio.kernel.VectorKernels.padded;
import static org.sirenaudio.kernel.VectorKernels.panels;

import jdk.incubator.vector.FloatVector;

/**
 * The weight gradient of a tile: {@code G[n][k] += Σt D[t][n] A[t][k]}, with D and A in panels as
 * {@link TileProduct} has them and G in panels {@code [k/LANES][n][LANES]}. A block of 8 or 4 rows
 * of G and two panels stays in registers while t runs.
 */
final class GradientProduct {

  private GradientProduct() {}

  /**
   * Adds the product of one tile.
   *
   * @param stride rows from panel to panel of D and A
   * @param frames how far t runs
   * @param outFeatures how many n
   * @param inFeatures how many k
   * @param gradientFrom where G begins in {@code g}
   */
  static void run(
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
   * The same for a square G of which only the lower triangle is wanted: the blocks that touch it.
   *
   * @param size rows and columns of G
   * @param firstPanel where in rows and columns to begin
   */
  static void lower(
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
        c4a = c0a;
    FloatVector c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a;
    int start = (n / LANES) * stride * LANES + n % LANES;
    int x = panel * stride * LANES;
    int y = x + stride * LANES;
    for (int t = 0; t < frames; t++) {
      FloatVector xa = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector xb = FloatVector.fromArray(FLOATS, a, y + t * LANES);
      int i = start + t * LANES;
      FloatVector d0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = d0.fma(xa, c0a);
      c0b = d0.fma(xb, c0b);
      FloatVector d1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = d1.fma(xa, c1a);
      c1b = d1.fma(xb, c1b);
      FloatVector d2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = d2.fma(xa, c2a);
      c2b = d2.fma(xb, c2b);
      FloatVector d3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = d3.fma(xa, c3a);
      c3b = d3.fma(xb, c3b);
      FloatVector d4 = FloatVector.broadcast(FLOATS, d[i + 4]);
      c4a = d4.fma(xa, c4a);
      c4b = d4.fma(xb, c4b);
      FloatVector d5 = FloatVector.broadcast(FLOATS, d[i + 5]);
      c5a = d5.fma(xa, c5a);
      c5b = d5.fma(xb, c5b);
      FloatVector d6 = FloatVector.broadcast(FLOATS, d[i + 6]);
      c6a = d6.fma(xa, c6a);
      c6b = d6.fma(xb, c6b);
      FloatVector d7 = FloatVector.broadcast(FLOATS, d[i + 7]);
      c7a = d7.fma(xa, c7a);
      c7b = d7.fma(xb, c7b);
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
    for (int t = 0; t < frames; t++) {
      FloatVector xa = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      int i = start + t * LANES;
      FloatVector d0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = d0.fma(xa, c0a);
      FloatVector d1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = d1.fma(xa, c1a);
      FloatVector d2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = d2.fma(xa, c2a);
      FloatVector d3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = d3.fma(xa, c3a);
      FloatVector d4 = FloatVector.broadcast(FLOATS, d[i + 4]);
      c4a = d4.fma(xa, c4a);
      FloatVector d5 = FloatVector.broadcast(FLOATS, d[i + 5]);
      c5a = d5.fma(xa, c5a);
      FloatVector d6 = FloatVector.broadcast(FLOATS, d[i + 6]);
      c6a = d6.fma(xa, c6a);
      FloatVector d7 = FloatVector.broadcast(FLOATS, d[i + 7]);
      c7a = d7.fma(xa, c7a);
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
    for (int t = 0; t < frames; t++) {
      FloatVector xa = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      FloatVector xb = FloatVector.fromArray(FLOATS, a, y + t * LANES);
      int i = start + t * LANES;
      FloatVector d0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = d0.fma(xa, c0a);
      c0b = d0.fma(xb, c0b);
      FloatVector d1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = d1.fma(xa, c1a);
      c1b = d1.fma(xb, c1b);
      FloatVector d2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = d2.fma(xa, c2a);
      c2b = d2.fma(xb, c2b);
      FloatVector d3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = d3.fma(xa, c3a);
      c3b = d3.fma(xb, c3b);
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
    for (int t = 0; t < frames; t++) {
      FloatVector xa = FloatVector.fromArray(FLOATS, a, x + t * LANES);
      int i = start + t * LANES;
      FloatVector d0 = FloatVector.broadcast(FLOATS, d[i]);
      c0a = d0.fma(xa, c0a);
      FloatVector d1 = FloatVector.broadcast(FLOATS, d[i + 1]);
      c1a = d1.fma(xa, c1a);
      FloatVector d2 = FloatVector.broadcast(FLOATS, d[i + 2]);
      c2a = d2.fma(xa, c2a);
      FloatVector d3 = FloatVector.broadcast(FLOATS, d[i + 3]);
      c3a = d3.fma(xa, c3a);
    }
    int j = gradientFrom + (panel * rows + n) * LANES;
    FloatVector.fromArray(FLOATS, g, j).add(c0a).intoArray(g, j);
    FloatVector.fromArray(FLOATS, g, j + LANES).add(c1a).intoArray(g, j + LANES);
    FloatVector.fromArray(FLOATS, g, j + 2 * LANES).add(c2a).intoArray(g, j + 2 * LANES);
    FloatVector.fromArray(FLOATS, g, j + 3 * LANES).add(c3a).intoArray(g, j + 3 * LANES);
  }
}
