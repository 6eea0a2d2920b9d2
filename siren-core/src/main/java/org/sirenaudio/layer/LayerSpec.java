package org.sirenaudio.layer;

/**
 * One fully connected layer {@code [N, in] → [N, out]}: a weight {@code [rows, columns]}, a bias
 * {@code [rows]}, then the activation. Rows equal output features and columns equal input features,
 * except with a {@link Joint} activation.
 *
 * @param inFeatures at least 1
 * @param rows values of the linear part, at least 1
 * @param activation applied to the linear part
 */
public record LayerSpec(int inFeatures, int rows, Activation activation) {

  /**
   * @throws IllegalArgumentException if a size is below 1, or the rows do not divide into the
   *     blocks of a joint activation
   */
  public LayerSpec {
    if (inFeatures < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "a layer needs at least one input and one output feature, not %d → %d"
              .formatted(inFeatures, rows));
    }
    if (activation instanceof Joint joint && rows % joint.inputs() != 0) {
      throw new IllegalArgumentException(
          "%d rows do not divide into %d blocks".formatted(rows, joint.inputs()));
    }
  }

  /**
   * Returns a layer of {@code sin(omega0 · (W x + b))}.
   *
   * @throws IllegalArgumentException if a size is below 1, or omega0 is not positive and finite
   */
  public static LayerSpec sine(int inFeatures, int outFeatures, double omega0) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Sine(omega0));
  }

  /**
   * Returns a layer of {@code max(0, W x + b)}.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static LayerSpec relu(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Relu());
  }

  /**
   * Returns a layer of {@code W x + b}.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static LayerSpec linear(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Linear());
  }

  /** The factor on the activation's argument; 1 if there is none. */
  public double omega0() {
    return activation.scale();
  }

  /** Features per block of the linear part: all rows, except with a joint activation. */
  public int blockRows() {
    return activation instanceof Joint joint ? rows / joint.inputs() : rows;
  }

  /** Number of output features. */
  public int outFeatures() {
    return activation instanceof Joint joint ? blockRows() * joint.outputs() : rows;
  }

  /** Output blocks used by the next layer. */
  public int passedBlocks() {
    return activation instanceof Joint joint ? joint.passed() : 1;
  }

  /** Output features used by the next layer. */
  public int passedFeatures() {
    return blockRows() * passedBlocks();
  }

  /** Whether its matrix is complex; see {@link Joint#complex}. */
  public boolean complex() {
    return activation instanceof Joint joint && joint.complex();
  }

  /** Columns of the matrix. */
  public int columns() {
    return complex() ? inFeatures / 2 : inFeatures;
  }

  /** Index in the weight of the factor for row n and feature k. */
  public int weightIndex(int n, int k) {
    if (!complex()) {
      return n * inFeatures + k;
    }
    int half = rows / 2;
    int columns = inFeatures / 2;
    boolean real = n < half == k < columns;
    return (n % half + (real ? 0 : half)) * columns + k % columns;
  }

  /** The sign of that factor: −1 for an imaginary part in the real sum, else 1. */
  public int weightSign(int n, int k) {
    return complex() && n < rows / 2 && k >= inFeatures / 2 ? -1 : 1;
  }

  /** Rows of the weight: those of the linear part, or the nodes of a grid. */
  public int weightRows() {
    return activation instanceof Activation.Grid grid ? grid.nodes() : rows;
  }

  /** Columns of the weight: {@link #columns}, or the features per node. */
  public int weightColumns() {
    return activation instanceof Activation.Grid grid ? grid.features() : columns();
  }

  /**
   * Number of values in the weight.
   *
   * @throws ArithmeticException if an int cannot count them
   */
  public int weightCount() {
    return Math.multiplyExact(weightRows(), weightColumns());
  }

  /**
   * Number of values in the weight and the bias.
   *
   * @throws ArithmeticException if an int cannot count them
   */
  public int parameterCount() {
    return Math.addExact(weightCount(), rows);
  }
}
