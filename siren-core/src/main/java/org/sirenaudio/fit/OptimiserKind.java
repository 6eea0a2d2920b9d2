package org.sirenaudio.fit;

/** The optimisers by name. */
public enum OptimiserKind {
  ADAM,
  /** Muon for the hidden matrices, Adam for the rest. */
  MUON
}
