package org.sirenaudio.cli;

import org.sirenaudio.kernel.Kernels;

/**
 * What the launcher runs once after a build, never a user: it walks through the start of the
 * command so that the JVM can store the classes it loads, and fails if vectors do not work with the
 * options given.
 */
final class Warmup {
  private Warmup() {}

  public static void main(String[] args) {
    int bits = Kernels.best().vectorBits();
    if (bits == 0) {
      System.err.println("The vector module is not loaded.");
      System.exit(1);
    }
    System.out.println(bits);
    System.exit(Main.run("--help"));
  }
}
