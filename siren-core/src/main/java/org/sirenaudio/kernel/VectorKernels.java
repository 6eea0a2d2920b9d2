package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;
import org.sirenaudio.loop.VectorModule;
import org.sirenaudio.loop.Vectors;

/** Kernels on panels as wide as the machine's vectors. */
public final class VectorKernels implements Kernels {

  public static final VectorKernels INSTANCE = new VectorKernels();

  private VectorKernels() {}

  @Override
  public NetworkKernel network(Layers layers) {
    return new VectorNetwork(layers);
  }

  @Override
  public Orthogonaliser orthogonaliser(int rows, int columns) {
    VectorModule.require();
    return new VectorOrthogonaliser(rows, columns);
  }

  @Override
  public NormalEquations normalEquations(Layers layers) {
    return new VectorNormalEquations(layers);
  }

  @Override
  public double between(float[] signal, int from, double[] before, double[] after, double part) {
    VectorModule.require();
    return Vectors.between(signal, from, before, after, part);
  }

  @Override
  public int vectorBits() {
    return Lanes.BITS;
  }
}
