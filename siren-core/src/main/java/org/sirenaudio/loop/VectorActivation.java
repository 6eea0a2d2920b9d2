package org.sirenaudio.loop;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Vectors.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Activations of one panel {@code [rows][LANES]} and their derivatives.
 *
 * <p>Sine and cosine of π·v share one reduction: with k the integer nearest to v and r = v − k in
 * [−½, ½], they are (−1)^k·sin(πr) and (−1)^k·cos(πr). Both are minimax polynomials in r² (Remez),
 * 5·10⁻⁹ relative for the sine and 3·10⁻¹⁰ absolute for the cosine before rounding.
 *
 * <p>Loops call only the vector library: a small helper method may not be inlined once the
 * surrounding code is large, and every vector is then allocated on the heap, a hundred times
 * slower.
 */
public final class VectorActivation {

  /** Adding it rounds a float to an integer and leaves that integer's parity in the lowest bit. */
  static final float ROUND = 0x1.8p23f;

  static final float S0 = 3.141592636895393f;
  static final float S1 = -5.16770968479896f;
  static final float S2 = 2.550069726335608f;
  static final float S3 = -0.5982421264243276f;
  static final float S4 = 0.07756038700468743f;

  static final float C1 = -4.934802156087751f;
  static final float C2 = 4.058709599760275f;
  static final float C3 = -1.3352161048774531f;
  static final float C4 = 0.23495392566725168f;
  static final float C5 = -0.024420699977252193f;

  private VectorActivation() {}

  /**
   * {@code v ← sin(π(v + b))}, {@code derivative ← cos(π(v + b))}; the bias vector b starts at
   * {@code biasAt}.
   */
  public static void sine(
      float[] v, float[] derivative, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    FloatVector s0 = FloatVector.broadcast(FLOATS, S0);
    FloatVector s1 = FloatVector.broadcast(FLOATS, S1);
    FloatVector s2 = FloatVector.broadcast(FLOATS, S2);
    FloatVector s3 = FloatVector.broadcast(FLOATS, S3);
    FloatVector s4 = FloatVector.broadcast(FLOATS, S4);
    FloatVector c0 = FloatVector.broadcast(FLOATS, 1);
    FloatVector c1 = FloatVector.broadcast(FLOATS, C1);
    FloatVector c2 = FloatVector.broadcast(FLOATS, C2);
    FloatVector c3 = FloatVector.broadcast(FLOATS, C3);
    FloatVector c4 = FloatVector.broadcast(FLOATS, C4);
    FloatVector c5 = FloatVector.broadcast(FLOATS, C5);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector phase = FloatVector.fromArray(FLOATS, v, i).add(b);
      FloatVector rounded = phase.add(ROUND);
      IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector r = phase.sub(rounded.sub(ROUND));
      FloatVector q = r.mul(r);
      FloatVector s = q.fma(s4, s3).fma(q, s2).fma(q, s1).fma(q, s0).mul(r);
      FloatVector c = q.fma(c5, c4).fma(q, c3).fma(q, c2).fma(q, c1).fma(q, c0);
      s.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(v, i);
      c.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(derivative, i);
    }
  }

  /** {@code v ← max(0, v + b)}, {@code derivative ← 1} where v + b is positive, else 0. */
  public static void relu(
      float[] v, float[] derivative, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, v, i).add(b);
      u.max(zero).intoArray(v, i);
      zero.blend(1f, u.compare(VectorOperators.GT, zero)).intoArray(derivative, i);
    }
  }

  /** {@code v ← v + b}, {@code derivative ← 1}. */
  public static void linear(
      float[] v, float[] derivative, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, v, i).add(b).intoArray(v, i);
      one.intoArray(derivative, i);
    }
  }

  /**
   * {@code d ← d · derivative} for one panel, its column sums added to {@code g} from {@code
   * sumsAt}.
   */
  public static void backward(
      float[] d, float[] derivative, int at, int rows, float[] g, int sumsAt) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector x =
          FloatVector.fromArray(FLOATS, d, i).mul(FloatVector.fromArray(FLOATS, derivative, i));
      x.intoArray(d, i);
      sum = sum.add(x);
    }
    FloatVector.fromArray(FLOATS, g, sumsAt).add(sum).intoArray(g, sumsAt);
  }
}
