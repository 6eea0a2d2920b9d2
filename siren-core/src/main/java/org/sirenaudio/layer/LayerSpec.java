package org.sirenaudio.layer;

/**
 * One fully connected layer {@code [N, in] → [N, out]}: a weight {@code [out, in]}, a bias {@code
 * [out]}, then the activation.
 *
 * @param inFeatures at least 1
 * @param outFeatures at least 1
 * @param activation what follows the linear part
 * @param omega0 factor inside the sine; ignored by the other activations
 */
public record LayerSpec(int inFeatures, int outFeatures, Activation activation, double omega0) {

  public LayerSpec {
    if (inFeatures < 1 || outFeatures < 1) {
      throw new IllegalArgumentException(
          "a layer needs at least one feature on each side, not %d → %d"
              .formatted(inFeatures, outFeatures));
    }
    if (activation == Activation.SINE && !(omega0 > 0 && Double.isFinite(omega0))) {
      throw new IllegalArgumentException("omega0 must be positive and finite, not " + omega0);
    }
  }

  public static LayerSpec sine(int inFeatures, int outFeatures, double omega0) {
    return new LayerSpec(inFeatures, outFeatures, Activation.SINE, omega0);
  }

  public static LayerSpec relu(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, Activation.RELU, 1);
  }

  public static LayerSpec linear(int inFeatures, int outFeatures) {
    return new LayerSpec(inFeatures, outFeatures, Activation.LINEAR, 1);
  }

  /** Numbers in the weight and the bias together. */
  public int parameterCount() {
    return Math.addExact(Math.multiplyExact(inFeatures, outFeatures), outFeatures);
  }
}
