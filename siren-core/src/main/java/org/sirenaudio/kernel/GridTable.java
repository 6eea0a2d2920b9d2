package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;

import java.util.Arrays;
import org.sirenaudio.layer.Activation;

/**
 * A first layer that interpolates in lookup tables: few operations, so plain loops. Its gradient is
 * {@code [nodes · features]} for the table and {@code [paddedOut]} for the bias.
 */
final class GridTable {

  private final Activation.Grid grid;
  private final int[] firstNode;
  private final int paddedOut;
  private final float[] table;
  private final float[] bias;

  GridTable(Activation.Grid grid, int paddedOut) {
    this.grid = grid;
    this.paddedOut = paddedOut;
    firstNode = new int[grid.cells().size()];
    for (int level = 1; level < firstNode.length; level++) {
      firstNode[level] = firstNode[level - 1] + grid.cells().get(level - 1) + 1;
    }
    table = new float[grid.nodes() * grid.features()];
    bias = new float[firstNode.length * grid.features()];
  }

  void load(float[] parameters) {
    System.arraycopy(parameters, 0, table, 0, table.length);
    System.arraycopy(parameters, table.length, bias, 0, bias.length);
  }

  int biasGradientOffset() {
    return table.length;
  }

  int gradientLength() {
    return table.length + paddedOut;
  }

  /** Writes the layer's output at coordinates into panels. */
  void values(double[] x, int rows, float[] into, int stride) {
    int features = grid.features();
    Arrays.fill(into, 0);
    for (int level = 0; level < firstNode.length; level++) {
      for (int t = 0; t < rows; t++) {
        int at = (firstNode[level] + grid.cell(level, x[t])) * features;
        float part = (float) grid.part(level, x[t]);
        for (int f = 0; f < features; f++) {
          int n = level * features + f;
          float low = table[at + f];
          float value = bias[n] + low + part * (table[at + features + f] - low);
          into[(n / LANES * stride + t) * LANES + n % LANES] = value;
        }
      }
    }
  }

  /** Adds a tile's gradient with respect to the table. */
  void gradient(float[] d, int stride, double[] x, int frames, float[] g, int from) {
    int features = grid.features();
    for (int level = 0; level < firstNode.length; level++) {
      for (int t = 0; t < frames; t++) {
        int at = from + (firstNode[level] + grid.cell(level, x[t])) * features;
        float part = (float) grid.part(level, x[t]);
        for (int f = 0; f < features; f++) {
          int n = level * features + f;
          float dn = d[(n / LANES * stride + t) * LANES + n % LANES];
          g[at + f] += (1 - part) * dn;
          g[at + features + f] += part * dn;
        }
      }
    }
  }

  void unpackGradient(float[] packed, int from, float[] into) {
    System.arraycopy(packed, from, into, 0, table.length);
    System.arraycopy(packed, from + table.length, into, table.length, bias.length);
  }
}
