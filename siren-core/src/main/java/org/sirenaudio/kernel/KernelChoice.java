package org.sirenaudio.kernel;

import org.sirenaudio.loop.VectorModule;

/**
 * Chooses the kernels once per JVM. Does not touch the vector classes if their module is missing.
 */
final class KernelChoice {

  private static final System.Logger LOG = System.getLogger("org.sirenaudio");

  static final Kernels BEST = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    if (Integer.getInteger(Kernels.VECTOR_BITS, -1) == 0) {
      return ScalarKernels.INSTANCE;
    }
    if (!VectorModule.isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The vector module is not loaded, so Siren runs slow scalar code; "
              + "start Java with --add-modules jdk.incubator.vector.");
      return ScalarKernels.INSTANCE;
    }
    return VectorKernels.INSTANCE;
  }
}
