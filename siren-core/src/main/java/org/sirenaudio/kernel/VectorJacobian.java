package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.padded;
import static org.sirenaudio.loop.Lanes.panels;
import static org.sirenaudio.loop.Vectors.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;
import org.sirenaudio.loop.TileProduct;
import org.sirenaudio.loop.VectorActivation;

/**
 * The derivatives of one output with respect to every parameter, for each point of a tile. A row is
 * flat as in {@link Layers}: layer l's weight part is the outer product of the output's derivative
 * with respect to the layer's linear part and the layer's inputs.
 */
final class VectorJacobian {

  private VectorNetwork network;
  private Layers layers;

  /** Per activated layer, the output's derivative with respect to its linear part, in panels. */
  private final float[][] delta;

  private final float[] unusedSums;

  VectorJacobian(VectorNetwork network, VectorWorkspace tile) {
    this.network = network;
    layers = network.layers();
    delta = new float[layers.size() - 1][];
    int widest = 0;
    for (int l = 0; l < delta.length; l++) {
      int width = padded(layers.get(l).outFeatures());
      widest = Math.max(widest, width);
      delta[l] = new float[width * tile.stride];
    }
    unusedSums = new float[widest];
  }

  /** Switches to another network with layers of the same sizes. */
  void use(VectorNetwork other) {
    network = other;
    layers = other.layers();
  }

  /**
   * Writes the rows of one output from the activations in the tile.
   *
   * @param into receives point t's row at {@code t · stride}; up to one vector after the row is
   *     overwritten too
   */
  void rows(VectorWorkspace tile, int points, int output, float[] into, int stride) {
    deltas(tile, points, output);
    int top = delta.length - 1;
    for (int t = 0; t < points; t++) {
      int row = t * stride;
      // In parameter order: each layer overwrites what the previous layer's last vector wrote
      // beyond its end.
      first(tile, t, into, row);
      for (int l = 1; l <= top; l++) {
        hidden(tile, l, t, into, row);
      }
      last(tile.value[top], tile.stride, t, output, into, row);
    }
  }

  /**
   * Copies rows to panels.
   *
   * @param rows {@code count} rows of {@code stride} numbers
   * @param width numbers needed of each
   * @param panels {@code [width/LANES][height][LANES]}
   */
  static void toPanels(float[] rows, int stride, int count, int width, float[] panels, int height) {
    for (int k = 0; k < width; k += LANES) {
      for (int t = 0; t < count; t++) {
        FloatVector.fromArray(FLOATS, rows, t * stride + k)
            .intoArray(panels, k * height + t * LANES);
      }
    }
  }

  private void deltas(VectorWorkspace tile, int points, int output) {
    int stride = tile.stride;
    int rows = Lanes.rows(points);
    int outputs = layers.outFeatures();
    float[] one = tile.outputGradient;
    Arrays.fill(one, 0);
    for (int t = 0; t < points; t++) {
      one[t * outputs + output] = 1;
    }
    int top = delta.length - 1;
    VectorEnds.backward(
        network.last(),
        one,
        tile.activationDerivative[top],
        stride,
        rows,
        delta[top],
        unusedSums,
        0);
    for (int l = top; l > 0; l--) {
      PackedLayer layer = network.hidden(l);
      int panels = panels(layer.spec.inFeatures());
      for (int p = 0; p < panels; p++) {
        TileProduct.run(
            delta[l], stride, rows, layer.depthOut, layer.backward, p, false, delta[l - 1]);
        int at = VectorWorkspace.panel(p, stride);
        VectorActivation.backward(
            delta[l - 1], tile.activationDerivative[l - 1], at, rows, unusedSums, 0);
      }
    }
  }

  private void first(VectorWorkspace tile, int t, float[] into, int row) {
    LayerSpec layer = layers.get(0);
    int in = layer.inFeatures();
    int out = layer.outFeatures();
    float scale = network.first().chainScale();
    float[] d = delta[0];
    if (in == 1) {
      FloatVector x = FloatVector.broadcast(FLOATS, scale * (float) tile.coordinates[t]);
      for (int n = 0; n < out; n += LANES) {
        FloatVector.fromArray(FLOATS, d, n * tile.stride + t * LANES)
            .mul(x)
            .intoArray(into, row + n);
      }
    } else {
      for (int n = 0; n < out; n++) {
        float dn = scale * d[(n / LANES * tile.stride + t) * LANES + n % LANES];
        for (int i = 0; i < in; i++) {
          into[row + n * in + i] = dn * (float) tile.coordinates[t * in + i];
        }
      }
    }
    bias(d, tile.stride, t, out, scale, into, row + in * out);
  }

  private void hidden(VectorWorkspace tile, int l, int t, float[] into, int row) {
    PackedLayer layer = network.hidden(l);
    int in = layer.spec.inFeatures();
    int out = layer.spec.outFeatures();
    float[] a = tile.value[l - 1];
    float[] d = delta[l];
    int weight = row + layers.weightOffset(l);
    for (int n = 0; n < out; n++) {
      float dn = d[(n / LANES * tile.stride + t) * LANES + n % LANES];
      FloatVector scale = FloatVector.broadcast(FLOATS, layer.chainScale * dn);
      for (int k = 0; k < in; k += LANES) {
        FloatVector.fromArray(FLOATS, a, k * tile.stride + t * LANES)
            .mul(scale)
            .intoArray(into, weight + n * in + k);
      }
    }
    bias(d, tile.stride, t, out, layer.chainScale, into, weight + in * out);
  }

  private static void bias(
      float[] d, int stride, int t, int out, float scale, float[] into, int at) {
    for (int n = 0; n < out; n += LANES) {
      FloatVector.fromArray(FLOATS, d, n * stride + t * LANES).mul(scale).intoArray(into, at + n);
    }
  }

  private void last(float[] a, int stride, int t, int output, float[] into, int row) {
    int l = layers.size() - 1;
    int in = layers.get(l).inFeatures();
    int weight = row + layers.weightOffset(l);
    int bias = row + layers.biasOffset(l);
    Arrays.fill(into, weight, bias + layers.outFeatures(), 0);
    for (int k = 0; k < in; k++) {
      into[weight + output * in + k] = a[(k / LANES * stride + t) * LANES + k % LANES];
    }
    into[bias + output] = 1;
  }
}
