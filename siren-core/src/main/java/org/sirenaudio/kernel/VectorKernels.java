package org.sirenaudio.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.sirenaudio.layer.Layers;

/** Vector code of one width, fixed on class loading. The only class that chooses the width. */
public final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> FLOATS = floats();
  static final VectorSpecies<Double> DOUBLES = FLOATS.withLanes(double.class);

  /** The floats for one vector of doubles. */
  static final VectorSpecies<Float> HALF_FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  static final int LANES = FLOATS.length();

  /**
   * Frames per step of a matrix product. Eight rows of two vectors keep sixteen sums in registers,
   * which requires thirty-two registers; four rows fit into sixteen.
   */
  static final int ROWS = LANES >= 8 && FloatVector.SPECIES_MAX.vectorBitSize() >= 512 ? 8 : 4;

  public static final VectorKernels INSTANCE = new VectorKernels();

  private VectorKernels() {}

  private static VectorSpecies<Float> floats() {
    return switch (Integer.getInteger(VECTOR_BITS, -1)) {
      case -1 ->
          FloatVector.SPECIES_PREFERRED.length() < 4
              ? FloatVector.SPECIES_128
              : FloatVector.SPECIES_PREFERRED;
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              VECTOR_BITS + " must be 0, 128, 256 or 512, not " + System.getProperty(VECTOR_BITS));
    };
  }

  /** {@code features} rounded up to a multiple of the vector length. */
  static int padded(int features) {
    return panels(features) * LANES;
  }

  /** {@code count} rounded up to an even number. */
  static int even(int count) {
    return count + (count & 1);
  }

  /** Number of vectors for {@code features}. */
  static int panels(int features) {
    return (features + LANES - 1) / LANES;
  }

  /**
   * Position of a feature if each block of features starts at a vector boundary.
   *
   * @param width features per block
   */
  static int slot(int feature, int width) {
    return feature / width * padded(width) + feature % width;
  }

  @Override
  public NetworkKernel network(Layers layers) {
    return new VectorNetwork(layers);
  }

  @Override
  public Orthogonaliser orthogonaliser(int rows, int columns) {
    return new VectorOrthogonaliser(rows, columns);
  }

  @Override
  public NormalEquations normalEquations(Layers layers) {
    return new VectorNormalEquations(layers);
  }

  @Override
  public double between(float[] signal, int from, double[] before, double[] after, double part) {
    int lanes = DOUBLES.length();
    DoubleVector parts = DoubleVector.broadcast(DOUBLES, part);
    // Two accumulators, so that additions overlap.
    DoubleVector even = DoubleVector.zero(DOUBLES);
    DoubleVector odd = even;
    for (int k = 0; k < before.length; k += 2 * lanes) {
      even = samples(signal, from + k).fma(taps(before, after, parts, k), even);
      odd = samples(signal, from + k + lanes).fma(taps(before, after, parts, k + lanes), odd);
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }

  private static DoubleVector samples(float[] signal, int from) {
    return (DoubleVector)
        FloatVector.fromArray(HALF_FLOATS, signal, from)
            .convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private static DoubleVector taps(double[] before, double[] after, DoubleVector part, int k) {
    DoubleVector first = DoubleVector.fromArray(DOUBLES, before, k);
    return DoubleVector.fromArray(DOUBLES, after, k).sub(first).fma(part, first);
  }

  @Override
  public int vectorBits() {
    return FLOATS.vectorBitSize();
  }
}
