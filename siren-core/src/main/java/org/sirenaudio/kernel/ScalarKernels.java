package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;

/** Plain loops in double: reference and fallback. */
public final class ScalarKernels implements Kernels {

  public static final ScalarKernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public NetworkKernel network(Layers layers) {
    return new ScalarNetwork(layers);
  }

  @Override
  public Orthogonaliser orthogonaliser(int rows, int columns) {
    return new ScalarOrthogonaliser(rows, columns);
  }

  @Override
  public NormalEquations normalEquations(Layers layers) {
    return new ScalarNormalEquations(layers);
  }

  @Override
  public double between(float[] signal, int from, double[] before, double[] after, double part) {
    double sum = 0;
    for (int k = 0; k < before.length; k++) {
      sum += signal[from + k] * (before[k] + part * (after[k] - before[k]));
    }
    return sum;
  }

  @Override
  public int vectorBits() {
    return 0;
  }
}
