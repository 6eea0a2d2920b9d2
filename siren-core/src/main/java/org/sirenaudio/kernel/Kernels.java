package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;

/**
 * The choice of arithmetic: vector code at one of several widths, or plain scalar loops, which are
 * the readable oracle of the tests and the fallback where the vector module is missing.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /**
   * Name of the system property that chooses the width: 0 (scalar), 128, 256 or 512; unset, the
   * machine's own.
   */
  String VECTOR_BITS = "siren.vectorBits";

  /** The passes of one network. */
  NetworkKernel network(Layers layers);

  /** Makes matrices of one size orthogonal. */
  Orthogonaliser orthogonaliser(int rows, int columns);

  /** The linear system of Gauss–Newton steps, for networks of these layers first. */
  NormalEquations normalEquations(Layers layers);

  /**
   * The sum of samples weighted with what lies between two rows of taps: Σ signal[from +
   * k]·(before[k] + part·(after[k] − before[k])).
   *
   * @param signal with {@code before.length} samples from {@code from} on
   * @param before a multiple of 32 taps
   * @param after as many
   * @param part 0 for the one, 1 for the other
   */
  double between(float[] signal, int from, double[] before, double[] after, double part);

  /** Width of the vectors that run, in bits; 0 for scalar code. */
  int vectorBits();

  /**
   * What this JVM runs: what {@value #VECTOR_BITS} asks for, else vectors where the vector module
   * is there.
   */
  static Kernels best() {
    return KernelChoice.BEST;
  }
}
