package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;

/**
 * The arithmetic back end: vector code of a given width, or plain scalar loops, which serve as the
 * tests' reference and as the fallback without the vector module.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /**
   * System property for the vector width: 0 (scalar), 128, 256 or 512; by default the machine's
   * own.
   */
  String VECTOR_BITS = Lanes.BITS_PROPERTY;

  /** The passes of one network. */
  NetworkKernel network(Layers layers);

  /** Orthogonalises matrices of one size. */
  Orthogonaliser orthogonaliser(int rows, int columns);

  /** The linear system of Gauss–Newton steps, initially for networks of these layers. */
  NormalEquations normalEquations(Layers layers);

  /**
   * A weighted sum of samples, the weights being interpolated between two rows of taps: Σ
   * signal[from + k]·(before[k] + part·(after[k] − before[k])).
   *
   * @param signal with {@code before.length} samples from {@code from}
   * @param before a multiple of 32 taps
   * @param after equally many
   * @param part 0 for the first row, 1 for the second
   */
  double between(float[] signal, int from, double[] before, double[] after, double part);

  /** Vector width in use, in bits; 0 for scalar code. */
  int vectorBits();

  /**
   * The kernels of this JVM: as set by {@value #VECTOR_BITS}, else vectors if the module is
   * present.
   */
  static Kernels best() {
    return KernelChoice.BEST;
  }
}
