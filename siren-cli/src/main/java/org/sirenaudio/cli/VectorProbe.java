package org.sirenaudio.cli;

import org.sirenaudio.kernel.Kernels;

/**
 * Prints the vector width in bits, and fails if there are no vectors. The launcher runs it once
 * after a build, to check that vectors work with the options that it is about to use.
 */
final class VectorProbe {
  private VectorProbe() {}

  public static void main(String[] args) {
    int bits = Kernels.best().vectorBits();
    System.out.println(bits);
    System.exit(bits == 0 ? 1 : 0);
  }
}
