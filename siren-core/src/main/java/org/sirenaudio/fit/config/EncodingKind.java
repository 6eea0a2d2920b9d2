package org.sirenaudio.fit.config;

/** What can stand before a network's first layer. */
public enum EncodingKind {
  /** Nothing: the coordinate itself. */
  NONE,
  /** Octaves of sines and cosines (Mildenhall et al. 2020, "NeRF"). */
  NERF,
  /** Sines and cosines of random frequencies (Tancik et al. 2020). */
  FOURIER
}
