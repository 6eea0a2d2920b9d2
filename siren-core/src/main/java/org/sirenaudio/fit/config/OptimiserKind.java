package org.sirenaudio.fit.config;

/** The optimisers by name. */
public enum OptimiserKind {
  /**
   * Levenberg–Marquardt if the windows are short enough for it; on longer ones least squares if the
   * networks are not configured, else Muon.
   */
  AUTO,
  /** Adam (Kingma and Ba 2015). */
  ADAM,
  /** Muon for the hidden matrices, Adam for the rest. */
  MUON,
  /** Levenberg–Marquardt, on networks that grow until they reach the target. */
  LM,
  /**
   * Least squares on the strongest sinusoids (hard thresholding pursuit, Foucart 2011), on networks
   * of one layer of sines, for long windows, or of Gabor wavelets.
   */
  PURSUIT
}
