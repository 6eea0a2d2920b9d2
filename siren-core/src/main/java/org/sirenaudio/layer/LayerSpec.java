package org.sirenaudio.layer;

/**
 * One fully connected layer {@code [N, in] → [N, out]}: a weight {@code [rows, columns]}, a bias
 * {@code [rows]}, then the activation. There are as many rows as features given and as many columns
 * as features taken, but where an activation joins several ({@link Joint}).
 *
 * @param inFeatures at least 1
 * @param rows numbers of the linear part, at least 1
 * @param activation what follows the linear part
 */
public record LayerSpec(int inFeatures, int rows, Activation activation) {

  public LayerSpec {
    if (inFeatures < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "a layer needs at least one feature on each side, not %d → %d"
              .formatted(inFeatures, rows));
    }
    if (activation instanceof Joint joint && rows % joint.inputs() != 0) {
      throw new IllegalArgumentException(
          "%d rows are not %d blocks".formatted(rows, joint.inputs()));
    }
  }

  /** Returns a layer of {@code sin(omega0 · (W x + b))}. */
  public static LayerSpec sine(int inFeatures, int outFeatures, double omega0) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Sine(omega0));
  }

  /** Returns a layer of {@code max(0, W x + b)}. */
  public static LayerSpec relu(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Relu());
  }

  /** Returns a layer of {@code W x + b}. */
  public static LayerSpec linear(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, new Activation.Linear());
  }

  /** Factor within the activation; 1 where there is none. */
  public double omega0() {
    return activation.scale();
  }

  /** Features in a block of the linear part: all rows, but where the activation joins several. */
  public int blockRows() {
    return activation instanceof Joint joint ? rows / joint.inputs() : rows;
  }

  /** Features that it gives. */
  public int outFeatures() {
    return activation instanceof Joint joint ? blockRows() * joint.outputs() : rows;
  }

  /** Blocks of the features that the next layer takes in. */
  public int passedBlocks() {
    return activation instanceof Joint joint ? joint.passed() : 1;
  }

  /** Features that the next layer takes in. */
  public int passedFeatures() {
    return blockRows() * passedBlocks();
  }

  /** Whether its matrix is complex; see {@link Joint#complex}. */
  public boolean complex() {
    return activation instanceof Joint joint && joint.complex();
  }

  /** Columns of the weight. */
  public int columns() {
    return complex() ? inFeatures / 2 : inFeatures;
  }

  /** Where in the weight the factor of row n and feature k stands. */
  public int weightIndex(int n, int k) {
    if (!complex()) {
      return n * inFeatures + k;
    }
    int half = rows / 2;
    int columns = inFeatures / 2;
    boolean real = n < half == k < columns;
    return (n % half + (real ? 0 : half)) * columns + k % columns;
  }

  /** The sign of that factor: −1 of an imaginary part in the real sum, else 1. */
  public int weightSign(int n, int k) {
    return complex() && n < rows / 2 && k >= inFeatures / 2 ? -1 : 1;
  }

  /** Rows of the weight: as many as of the linear part, or the nodes of a grid. */
  public int weightRows() {
    return activation instanceof Activation.Grid grid ? grid.nodes() : rows;
  }

  /** Columns of the weight: {@link #columns}, or the features of a node. */
  public int weightColumns() {
    return activation instanceof Activation.Grid grid ? grid.features() : columns();
  }

  /** Numbers in the weight. */
  public int weightCount() {
    return Math.multiplyExact(weightRows(), weightColumns());
  }

  /** Numbers in the weight and the bias together. */
  public int parameterCount() {
    return Math.addExact(weightCount(), rows);
  }
}
