package org.sirenaudio.network;

/**
 * The output of one layer in a network's forward pass.
 *
 * @param name the layer's name as in PyTorch, {@code net.0} … {@code net.L}, after {@code encoding}
 *     if there is one
 * @param values {@code [B][N][features]}
 */
@SuppressWarnings("ArrayRecordComponent") // for inspection, never compared
public record LayerTrace(String name, double[][][] values) {

  /** {@code [B, N, features]}. */
  public int[] shape() {
    return new int[] {values.length, values[0].length, values[0][0].length};
  }
}
