package org.sirenaudio.network;

/** Initialisation of the final linear layer's weight. */
public enum FinalInit {
  /** As for a hidden layer; for a SIREN as in the paper's code: initial outputs are near zero. */
  PAPER,
  /** U(±1/√in), as in PyTorch's nn.Linear. */
  PYTORCH_DEFAULT
}
