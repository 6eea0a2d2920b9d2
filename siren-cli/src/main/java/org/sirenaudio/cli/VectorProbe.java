package org.sirenaudio.cli;

import org.sirenaudio.kernel.Kernels;

/**
 * Prints the width of the vectors in bits, and fails if there are none. The launcher runs it once
 * after a build, to find out whether vectors work with the options it is about to use.
 */
final class VectorProbe {
  private VectorProbe() {}

  public static void main(String[] args) {
    int bits = Kernels.best().vectorBits();
    System.out.println(bits);
    System.exit(bits == 0 ? 1 : 0);
  }
}
