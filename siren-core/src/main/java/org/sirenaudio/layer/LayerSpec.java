package org.sirenaudio.layer;

/**
 * One fully connected layer {@code [N, in] → [N, out]}: a weight {@code [out, in]}, a bias {@code
 * [out]}, then the activation.
 *
 * @param inFeatures at least 1
 * @param outFeatures at least 1
 * @param activation what follows the linear part
 */
public record LayerSpec(int inFeatures, int outFeatures, Activation activation) {

  public LayerSpec {
    if (inFeatures < 1 || outFeatures < 1) {
      throw new IllegalArgumentException(
          "a layer needs at least one feature on each side, not %d → %d"
              .formatted(inFeatures, outFeatures));
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

  /** Numbers in the weight and the bias together. */
  public int parameterCount() {
    return Math.addExact(Math.multiplyExact(inFeatures, outFeatures), outFeatures);
  }
}
