package org.sirenaudio.model;

/** How a file stores the weights and biases of a model's networks. */
public enum WeightType {
  /** As they are. */
  F32,

  /**
   * As whole numbers of 16 bits: multiples of a power of two that the numbers of a tensor have in
   * common, in each window its own. The final layer's bias, of one number a channel, is stored as
   * it is.
   */
  I16;

  private static final int MOST = Short.MAX_VALUE;

  /** Bytes of a number, all but the final biases. */
  public int bytes() {
    return this == I16 ? Short.BYTES : Float.BYTES;
  }

  /** Whether a tensor is stored in whole numbers. */
  boolean isWhole(int part, int parts) {
    return this == I16 && part < parts - 1;
  }

  /**
   * The least power of two of which 16 bits count enough for the largest of some numbers; 1 for
   * zeros.
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

  /** Rounds the numbers of a tensor to what is stored of them. */
  public void round(float[] values, int from, int to) {
    if (this == I16) {
      float step = step(values, from, to);
      for (int i = from; i < to; i++) {
        values[i] = step * Math.round(values[i] / step);
      }
    }
  }
}
