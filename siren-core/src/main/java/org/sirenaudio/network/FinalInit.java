package org.sirenaudio.network;

/** How the final linear layer's weight begins. */
public enum FinalInit {
  /** As a hidden layer's weight does; for a SIREN the paper's own code: outputs begin near zero. */
  PAPER,
  /** U(±1/√in), as PyTorch's nn.Linear begins. */
  PYTORCH_DEFAULT
}
