package org.sirenaudio.layer;

/** What a layer does to its linear part {@code u = W x + b}. */
public enum Activation {
  /**
   * {@code sin(omega0 · u)} (Sitzmann et al. 2020, "Implicit Neural Representations with Periodic
   * Activation Functions").
   */
  SINE,
  /** {@code max(0, u)}. */
  RELU,
  /** {@code u}. */
  LINEAR
}
