package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.even;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.GradientProduct;
import org.sirenaudio.loop.VectorModule;

/**
 * The system on the vector kernels. The errors are appended to the derivatives as another column,
 * so one product gives JᵀJ, Jᵀe and the sum of squares, and one factorisation also solves the lower
 * triangle.
 */
final class VectorNormalEquations implements NormalEquations {

  /** Rows of J multiplied at once. */
  private static final int TILE_ROWS = 96;

  /** Memory for one set of layer sizes. */
  private static final class Scratch {

    private final VectorWorkspace tile;
    private @Nullable VectorJacobian jacobian;

    private Scratch(VectorWorkspace tile) {
      this.tile = tile;
    }

    /** Made when needed: the sums of sinusoids have none. */
    private VectorJacobian jacobian(VectorNetwork network) {
      if (jacobian == null) {
        VectorModule.require();
        jacobian = new VectorJacobian(network, tile);
      }
      jacobian.use(network);
      return jacobian;
    }
  }

  private final Map<List<Integer>, Scratch> scratches = new HashMap<>();
  private final VectorCholesky cholesky = new VectorCholesky();
  private VectorNetwork network;
  private @Nullable SinusoidEquations sinusoids;
  private Scratch scratch;
  private int size;
  private int outputs;
  private int tilePoints;

  /** Rows of J: {@code stride} numbers each, and in panels. */
  private int stride;

  private float[] rows = {};

  /** Its square is the longest array. */
  private static final int MOST_WIDTH = 46_340;

  private float[] panels = {};
  private float[] errors = {};

  /** {@code [J e]ᵀ[J e]} in panels, the lower triangle. */
  private float[] gram = {};

  VectorNormalEquations(Layers layers) {
    network = new VectorNetwork(layers);
    scratch = scratch(network);
    resize();
  }

  @Override
  public void use(Layers layers) {
    if (layers.equals(network.layers())) {
      return;
    }
    network = new VectorNetwork(layers);
    sinusoids = null;
    scratch = scratch(network);
    resize();
  }

  private Scratch scratch(VectorNetwork wanted) {
    return scratches.computeIfAbsent(
        wanted.layers().features(), s -> new Scratch(wanted.workspace()));
  }

  private void resize() {
    size = network.layers().parameterCount();
    outputs = network.layers().outFeatures();
    tilePoints = Math.clamp(TILE_ROWS / outputs / 2 * 2L, 2, scratch.tile.stride);
    int width = padded(size + 1);
    if (width > MOST_WIDTH) {
      throw new IllegalArgumentException(
          "Levenberg-Marquardt stores a matrix of parameters squared and supports at most %,d parameters per network, not %,d; choose smaller networks or another optimiser"
              .formatted(MOST_WIDTH - 1, size));
    }
    stride = width + LANES;
    rows = atLeast(rows, tilePoints * stride);
    panels = atLeast(panels, tilePoints * width);
    errors = atLeast(errors, tilePoints * outputs);
    gram = atLeast(gram, width * width);
    cholesky.resize(size);
  }

  static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  @Override
  public double linearise(float[] parameters, Points points) {
    Arrays.fill(gram, 0, padded(size + 1) * padded(size + 1), 0);
    if (SinusoidEquations.suits(network.layers(), points)) {
      SinusoidEquations sums = sinusoids(parameters, points);
      sums.write(gram, padded(size + 1));
      return sums.loss;
    }
    network.load(parameters);
    return linearise(points);
  }

  /** The sums over the points; those of a trial serve the step that follows it. */
  private SinusoidEquations sinusoids(float[] parameters, Points points) {
    SinusoidEquations sums =
        sinusoids == null ? new SinusoidEquations(network.layers()) : sinusoids;
    sinusoids = sums;
    if (!sums.isAt(parameters, points)) {
      network.load(parameters);
      sums.load(parameters, points);
      sums.loss = 0;
      for (int from = 0; from < points.count(); from += tilePoints) {
        int count = Math.min(tilePoints, points.count() - from);
        sums.loss += errors(points, from, count);
        sums.add(scratch.tile, errors, count);
      }
    }
    return sums;
  }

  private double linearise(Points points) {
    VectorJacobian jacobian = scratch.jacobian(network);
    double total = 0;
    int last = points.count();
    for (int from = 0; from < last; from += tilePoints) {
      int count = Math.min(tilePoints, last - from);
      total += errors(points, from, count);
      for (int o = 0; o < outputs; o++) {
        jacobian.rows(scratch.tile, count, o, rows, stride);
        for (int t = 0; t < count; t++) {
          rows[t * stride + size] = errors[t * outputs + o];
          Arrays.fill(rows, t * stride + size + 1, (t + 1) * stride, 0);
        }
        if (count % 2 == 1) {
          Arrays.fill(rows, count * stride, (count + 1) * stride, 0);
        }
        VectorJacobian.toPanels(rows, stride, even(count), size + 1, panels, tilePoints);
        GradientProduct.lower(panels, panels, tilePoints, count, size + 1, 0, gram);
      }
    }
    return total;
  }

  @Override
  public double evaluate(float[] parameters, Points points) {
    if (SinusoidEquations.suits(network.layers(), points)) {
      return sinusoids(parameters, points).loss;
    }
    network.load(parameters);
    double total = 0;
    int last = points.count();
    for (int from = 0; from < last; from += tilePoints) {
      total += errors(points, from, Math.min(tilePoints, last - from));
    }
    return total;
  }

  @Override
  public float[] residuals(float[] parameters, Points points) {
    network.load(parameters);
    float[] residuals = new float[points.targets().length];
    int last = points.count();
    for (int from = 0; from < last; from += tilePoints) {
      int count = Math.min(tilePoints, last - from);
      errors(points, from, count);
      System.arraycopy(errors, 0, residuals, from * outputs, count * outputs);
    }
    return residuals;
  }

  /** Computes the tile and its errors; returns half the sum of squares. */
  private double errors(Points points, int from, int count) {
    VectorWorkspace tile = scratch.tile;
    network.activations(tile, points.coordinates(), from, count);
    network.outputs(tile, count);
    return points.errors(from, count, tile.outputs, errors);
  }

  @Override
  public double solve(double damping, float[] step) {
    double[] added = ScalarNormalEquations.damping(network.layers(), damping);
    double[] right = new double[size];
    for (int i = 0; i < size; i++) {
      right[i] = gram[cholesky.place(size, i)];
    }
    return cholesky.solve(gram, added, step)
        ? ScalarNormalEquations.gain(added, right, step)
        : Double.NaN;
  }
}
