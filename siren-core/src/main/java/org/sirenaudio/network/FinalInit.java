package org.sirenaudio.network;

/** How the final linear layer's weight begins; n is its number of inputs. */
public enum FinalInit {
  /** U(±√(6/n)/omega0), as the paper's own code does: outputs begin near zero. */
  PAPER,
  /** U(±1/√n), what PyTorch's nn.Linear does when nothing is said. */
  SEED
}
