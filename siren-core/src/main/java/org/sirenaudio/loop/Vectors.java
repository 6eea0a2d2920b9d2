package org.sirenaudio.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of {@link Lanes}. */
public final class Vectors {

  public static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.BITS));

  public static final VectorSpecies<Double> DOUBLES = FLOATS.withLanes(double.class);

  /** The floats for one vector of doubles. */
  public static final VectorSpecies<Float> HALF_FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.BITS / 2));

  private Vectors() {}

  /**
   * A weighted sum of samples, the weights being interpolated between two rows of taps: Σ
   * signal[from + k]·(before[k] + part·(after[k] − before[k])).
   *
   * @param before a multiple of 32 taps
   */
  public static double between(
      float[] signal, int from, double[] before, double[] after, double part) {
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
}
