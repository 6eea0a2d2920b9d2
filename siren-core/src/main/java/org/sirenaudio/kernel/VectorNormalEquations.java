package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.padded;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The system on the vector kernels. The errors stand beside the derivatives as one more column, so
 * one product gives JᵀJ, Jᵀe and the sum of squares, and one factorisation solves the lower
 * triangle along with it.
 */
final class VectorNormalEquations implements NormalEquations {

  /** Rows of J that are multiplied at once. */
  private static final int TILE_ROWS = 96;

  private final VectorNetwork network;
  private final VectorWorkspace tile;
  private final VectorJacobian jacobian;
  private final int size;
  private final int outputs;
  private final int tilePoints;

  /** Rows of J: of {@code stride} numbers each, and in panels. */
  private final int stride;

  private final float[] rows;
  private final float[] panels;
  private final float[] errors;

  /** {@code [J e]ᵀ[J e]} in panels, the lower triangle. */
  private final float[] gram;

  private final VectorCholesky cholesky;

  VectorNormalEquations(NetworkSpec spec) {
    network = new VectorNetwork(spec);
    tile = network.workspace();
    jacobian = new VectorJacobian(network, tile);
    size = spec.parameterCount();
    outputs = spec.outFeatures();
    tilePoints = Math.clamp(TILE_ROWS / outputs, 1, tile.stride);
    int width = padded(size + 1);
    stride = width + LANES;
    rows = new float[tilePoints * stride];
    panels = new float[tilePoints * width];
    errors = new float[tilePoints * outputs];
    gram = new float[width * width];
    cholesky = new VectorCholesky(size);
  }

  @Override
  public double linearise(
      float[] parameters, Coordinates coordinates, OutputLoss halfSquares, int points) {
    network.load(parameters);
    Arrays.fill(gram, 0);
    double total = 0;
    for (int from = 0; from < points; from += tilePoints) {
      int count = Math.min(tilePoints, points - from);
      network.activations(tile, coordinates, from, count);
      network.outputs(tile, count);
      total += halfSquares.apply(from, count, tile.outputs, errors);
      for (int o = 0; o < outputs; o++) {
        jacobian.rows(tile, count, o, rows, stride);
        for (int t = 0; t < count; t++) {
          rows[t * stride + size] = errors[t * outputs + o];
          Arrays.fill(rows, t * stride + size + 1, (t + 1) * stride, 0);
        }
        toPanels(count);
        GradientProduct.lower(panels, panels, tilePoints, count, size + 1, 0, gram);
      }
    }
    return total;
  }

  private void toPanels(int count) {
    for (int k = 0; k <= size; k += LANES) {
      for (int t = 0; t < count; t++) {
        FloatVector.fromArray(FLOATS, rows, t * stride + k)
            .intoArray(panels, k * tilePoints + t * LANES);
      }
    }
  }

  @Override
  public double evaluate(
      float[] parameters, Coordinates coordinates, OutputLoss halfSquares, int points) {
    network.load(parameters);
    double total = 0;
    for (int from = 0; from < points; from += tilePoints) {
      int count = Math.min(tilePoints, points - from);
      network.activations(tile, coordinates, from, count);
      network.outputs(tile, count);
      total += halfSquares.apply(from, count, tile.outputs, errors);
    }
    return total;
  }

  @Override
  public double solve(double damping, float[] step) {
    double[] added = Damping.of(network.spec(), damping);
    double[] right = new double[size];
    for (int i = 0; i < size; i++) {
      right[i] = gram[cholesky.place(size, i)];
    }
    return cholesky.solve(gram, added, step) ? Damping.gain(added, right, step) : Double.NaN;
  }
}
