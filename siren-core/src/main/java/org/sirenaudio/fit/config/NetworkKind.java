package org.sirenaudio.fit.config;

/** The kinds of network that can be fitted. */
public enum NetworkKind {
  /** Sine layers (Sitzmann et al. 2020). */
  SIREN,
  /** Rectified linear units on the plain coordinate: the baseline that stays silent. */
  RELU,
  /** Rectified linear units behind a positional encoding (Mildenhall et al. 2020). */
  POSITIONAL
}
