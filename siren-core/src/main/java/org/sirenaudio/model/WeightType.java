package org.sirenaudio.model;

/** How a file stores the weights and biases of a model's networks. */
public enum WeightType {
  /** Unchanged. */
  F32,

  /**
   * As 16-bit integers: multiples of a power of two common to a tensor, per window. The final
   * layer's bias, one number per channel, is stored unchanged.
   */
  I16;

  private static final int MOST = Short.MAX_VALUE;

  /** Bytes per number, except the final biases. */
  public int bytes() {
    return this == I16 ? Short.BYTES : Float.BYTES;
  }

  /** Whether a tensor is stored as integers. */
  boolean isWhole(int part, int parts) {
    return this == I16 && part < parts - 1;
  }

  /**
   * The smallest power-of-two step for which the largest of some numbers fits 16 bits; 1 for zeros.
   *
   * @param from index of the first
   * @param to end index (exclusive)
   */
  public static float step(float[] values, int from, int to) {
    float most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    if (most == 0) {
      return 1;
    }
    float step = Math.scalb(1f, Math.max(Float.MIN_EXPONENT, Math.getExponent(most) - 14));
    return Math.round(most / step) > MOST ? 2 * step : step;
  }

  /**
   * Rounds the values of a tensor to their stored precision.
   *
   * @param from index of the first
   * @param to end index (exclusive)
   */
  public void round(float[] values, int from, int to) {
    if (this == I16) {
      float step = step(values, from, to);
      for (int i = from; i < to; i++) {
        values[i] = step * Math.round(values[i] / step);
      }
    }
  }
}
