package org.sirenaudio.network;

/**
 * What one layer gave on the way through a network.
 *
 * @param name the layer's name as PyTorch would have it, {@code net.0} … {@code net.L}, after
 *     {@code encoding} where there is one
 * @param values {@code [B][N][features]}
 */
@SuppressWarnings("ArrayRecordComponent") // a look inside, never compared
public record LayerTrace(String name, double[][][] values) {

  /** {@code [B, N, features]}. */
  public int[] shape() {
    return new int[] {values.length, values[0].length, values[0][0].length};
  }
}
