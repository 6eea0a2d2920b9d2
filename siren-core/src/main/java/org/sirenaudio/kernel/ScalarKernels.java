package org.sirenaudio.kernel;

/** Plain loops in double: the oracle and the fallback. */
public final class ScalarKernels implements Kernels {

  public static final ScalarKernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public NetworkKernel network(NetworkSpec spec) {
    return new ScalarNetwork(spec);
  }

  @Override
  public Orthogonaliser orthogonaliser(int rows, int columns) {
    return new ScalarOrthogonaliser(rows, columns);
  }

  @Override
  public NormalEquations normalEquations(NetworkSpec spec) {
    return new ScalarNormalEquations(spec);
  }

  @Override
  public int vectorBits() {
    return 0;
  }
}
