package org.sirenaudio.layer;

import java.util.List;

/**
 * What follows a layer's linear part {@code u = W x + b}: a function of each value ({@link
 * Pointwise}) or of several at once ({@link Joint}), a product with the network's filters ({@link
 * Filtered}), or nothing, for table lookup ({@link Grid}). The scalar kernels and all analysis call
 * the methods here; the vector kernels have a loop for each of the records and call the methods of
 * {@link Own}.
 *
 * <p>{@link #scale} is the factor on an activation's argument: learning rates and damping are in
 * its units.
 */
public sealed interface Activation
    permits Activation.Pointwise, Activation.Filtered, Activation.Grid, Joint {

  /** omega0, the factor on {@code u}; 1 if there is none. */
  double scale();

  /** Whether a first layer's argument is a phase, reduced to one turn in double. */
  default boolean oscillates() {
    return false;
  }

  /** A function of one value with its first and second derivatives, in double. */
  sealed interface Pointwise extends Activation {

    /** {@code f(u)}. */
    double value(double u);

    /** {@code f'(u)}. */
    double slope(double u);

    /** {@code f''(u)}. */
    double curvature(double u);
  }

  /**
   * {@code u · g}, where g is a block of the output of the first layer, {@link Joint.Filters}
   * (Fathony et al. 2021, "Multiplicative Filter Networks", equation 7).
   *
   * @param block index of the filter, from 1; block 0 is the second layer's input
   */
  record Filtered(int block) implements Activation {
    @Override
    public double scale() {
      return 1;
    }
  }

  /**
   * Tables of features at the nodes of grids over −1 … 1, linearly interpolated, in place of a
   * matrix (Müller et al. 2022, "Instant Neural Graphics Primitives", section 3, in one dimension,
   * where every level has room for all its nodes and needs no hash). Only a first layer can be a
   * grid. Its weight is {@code [nodes, features]}, level by level; its bias is added.
   *
   * @param cells per level, coarsest first; a level has one more node
   * @param features per level
   */
  record Grid(List<Integer> cells, int features) implements Activation {
    /**
     * @throws IllegalArgumentException if there is no level, or one without a cell or a feature
     */
    public Grid {
      cells = List.copyOf(cells);
      if (cells.isEmpty() || features < 1 || cells.stream().anyMatch(count -> count < 1)) {
        throw new IllegalArgumentException("a grid needs at least one level, cell and feature");
      }
    }

    /** Total number of nodes. */
    public int nodes() {
      return cells.stream().mapToInt(count -> Math.addExact(count, 1)).reduce(0, Math::addExact);
    }

    /** The cell of a level that contains a coordinate; clamped outside −1 … 1. */
    public int cell(int level, double x) {
      int count = cells.get(level);
      return (int) Math.clamp(Math.floor((x + 1) / 2 * count), 0, count - 1.0);
    }

    /** The position of a coordinate in its cell, from 0 to 1; beyond that outside −1 … 1. */
    public double part(int level, double x) {
      return (x + 1) / 2 * cells.get(level) - cell(level, x);
    }

    @Override
    public double scale() {
      return 1;
    }
  }

  /** {@code u}. */
  record Linear() implements Pointwise {
    @Override
    public double value(double u) {
      return u;
    }

    @Override
    public double slope(double u) {
      return 1;
    }

    @Override
    public double curvature(double u) {
      return 0;
    }

    @Override
    public double scale() {
      return 1;
    }
  }

  /** {@code max(0, u)}. */
  record Relu() implements Pointwise {
    @Override
    public double value(double u) {
      return Math.max(0, u);
    }

    @Override
    public double slope(double u) {
      return u > 0 ? 1 : 0;
    }

    @Override
    public double curvature(double u) {
      return 0;
    }

    @Override
    public double scale() {
      return 1;
    }
  }

  /**
   * {@code sin(omega0 · u)} (Sitzmann et al. 2020, "Implicit Neural Representations with Periodic
   * Activation Functions").
   */
  record Sine(double omega0) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Sine {
      requirePositive("omega0", omega0);
    }

    @Override
    public double value(double u) {
      return Math.sin(omega0 * u);
    }

    @Override
    public double slope(double u) {
      return omega0 * Math.cos(omega0 * u);
    }

    @Override
    public double curvature(double u) {
      return -omega0 * omega0 * Math.sin(omega0 * u);
    }

    @Override
    public double scale() {
      return omega0;
    }

    @Override
    public boolean oscillates() {
      return true;
    }
  }

  /**
   * {@code sin(omega0 · (|u| + 1) · u)} (Liu et al. 2024, "FINER: Flexible spectral-bias tuning in
   * Implicit NEural Representation by Variable-periodic Activation Functions"). Its local frequency
   * grows with |u|. The second derivative is discontinuous at 0, where it is taken as 0.
   */
  record Finer(double omega0) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Finer {
      requirePositive("omega0", omega0);
    }

    private double phase(double u) {
      return omega0 * (Math.abs(u) + 1) * u;
    }

    private double rate(double u) {
      return omega0 * (2 * Math.abs(u) + 1);
    }

    @Override
    public double value(double u) {
      return Math.sin(phase(u));
    }

    @Override
    public double slope(double u) {
      return rate(u) * Math.cos(phase(u));
    }

    @Override
    public double curvature(double u) {
      double bend = 2 * omega0 * Math.signum(u);
      return bend * Math.cos(phase(u)) - rate(u) * rate(u) * Math.sin(phase(u));
    }

    @Override
    public double scale() {
      return omega0;
    }

    @Override
    public boolean oscillates() {
      return true;
    }
  }

  /**
   * {@code exp(−(omega0 · u)²)}, a Gaussian of width 1/omega0 (Ramasinghe and Lucey 2022, "Beyond
   * Periodicity: Towards a Unifying Framework for Activations in Coordinate-MLPs", with σ = 1/(√2 ·
   * omega0)).
   */
  record Gaussian(double omega0) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Gaussian {
      requirePositive("omega0", omega0);
    }

    @Override
    public double value(double u) {
      return Math.exp(-omega0 * u * omega0 * u);
    }

    @Override
    public double slope(double u) {
      return -2 * omega0 * omega0 * u * value(u);
    }

    @Override
    public double curvature(double u) {
      double square = omega0 * omega0;
      return (4 * square * u * u - 2) * square * value(u);
    }

    @Override
    public double scale() {
      return omega0;
    }
  }

  /**
   * {@code cos(omega0 · u) · exp(−(spread · u)²)}, the real part of the Gabor wavelet (Saragadam et
   * al. 2023, "WIRE: Wavelet Implicit Neural Representations", where the spread is s0).
   *
   * @param spread decay rate; factor on u in the Gaussian
   */
  record Gabor(double omega0, double spread) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 or the spread is not positive and finite
     */
    public Gabor {
      requirePositive("omega0", omega0);
      requirePositive("the spread", spread);
    }

    private double bell(double u) {
      return Math.exp(-spread * u * spread * u);
    }

    /** Half the slope of the Gaussian's logarithm, times u. */
    private double decay(double u) {
      return spread * spread * u;
    }

    @Override
    public double value(double u) {
      return Math.cos(omega0 * u) * bell(u);
    }

    @Override
    public double slope(double u) {
      double z = omega0 * u;
      return -bell(u) * (omega0 * Math.sin(z) + 2 * decay(u) * Math.cos(z));
    }

    @Override
    public double curvature(double u) {
      double z = omega0 * u;
      double d = 2 * decay(u);
      double d1 = 2 * spread * spread;
      return bell(u)
          * ((d * d - d1 - omega0 * omega0) * Math.cos(z) + 2 * d * omega0 * Math.sin(z));
    }

    @Override
    public double scale() {
      return omega0;
    }

    @Override
    public boolean oscillates() {
      return true;
    }
  }

  /**
   * {@code tanh(sharpness · sin(omega0 · u))} (Serrano, Szymkowiak and Musialski 2024, "HOSC: A
   * Periodic Activation Function for Preserving Sharp Features in Implicit Neural Representations",
   * where the sharpness is β).
   */
  record Hosc(double omega0, double sharpness) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 or the sharpness is not positive and finite
     */
    public Hosc {
      requirePositive("omega0", omega0);
      requirePositive("the sharpness", sharpness);
    }

    @Override
    public double value(double u) {
      return Math.tanh(sharpness * Math.sin(omega0 * u));
    }

    private double inner(double u) {
      return sharpness * omega0 * Math.cos(omega0 * u);
    }

    @Override
    public double slope(double u) {
      double y = value(u);
      return (1 - y * y) * inner(u);
    }

    @Override
    public double curvature(double u) {
      double y = value(u);
      double bend = -sharpness * omega0 * omega0 * Math.sin(omega0 * u);
      return (1 - y * y) * (bend - 2 * y * inner(u) * inner(u));
    }

    @Override
    public double scale() {
      return omega0;
    }

    @Override
    public boolean oscillates() {
      return true;
    }
  }

  /** {@code curve(omega0 · u)}, user-defined. */
  record Own(OwnCurve curve, double omega0) implements Pointwise {
    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Own {
      requirePositive("omega0", omega0);
    }

    @Override
    public double value(double u) {
      return curve.value().applyAsDouble(omega0 * u);
    }

    @Override
    public double slope(double u) {
      return omega0 * curve.derivative().applyAsDouble(omega0 * u);
    }

    /** By central differences of the derivative. */
    @Override
    public double curvature(double u) {
      double h = 1e-5 * (1 + Math.abs(omega0 * u));
      double above = curve.derivative().applyAsDouble(omega0 * u + h);
      double below = curve.derivative().applyAsDouble(omega0 * u - h);
      return omega0 * omega0 * (above - below) / (2 * h);
    }

    @Override
    public double scale() {
      return omega0;
    }
  }

  /**
   * Checks a parameter.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
    }
  }
}
