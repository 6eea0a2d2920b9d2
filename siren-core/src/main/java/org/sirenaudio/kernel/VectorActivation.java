package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Activations of one panel {@code [rows][LANES]} and their slopes.
 *
 * <p>Sine and cosine of π·v share one reduction: with k the whole number nearest to v and r = v − k in [−½, ½], they are
 * (−1)^k·sin(πr) and (−1)^k·cos(πr). Both are polynomials in r² with the least largest error (Remez), 5·10⁻⁹ relative for the
 * sine and 3·10⁻¹⁰ absolute for the cosine before rounding.
 */
final class VectorActivation {

  /** Adding it rounds a float to a whole number and leaves that number's parity in the lowest bit. */
  private static final float ROUND = 0x1.8p23f;

  private static final float S0 = 3.141592636895393f;
  private static final float S1 = -5.16770968479896f;
  private static final float S2 = 2.550069726335608f;
  private static final float S3 = -0.5982421264243276f;
  private static final float S4 = 0.07756038700468743f;

  private static final float C1 = -4.934802156087751f;
  private static final float C2 = 4.058709599760275f;
  private static final float C3 = -1.3352161048774531f;
  private static final float C4 = 0.23495392566725168f;
  private static final float C5 = -0.024420699977252193f;

  private VectorActivation() {}

  /** {@code v ← sin(π(v + b))}, {@code slope ← cos(π(v + b))}; the bias vector b begins at {@code biasAt}. */
  static void sine(float[] v, float[] slope, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector phase = FloatVector.fromArray(FLOATS, v, i).add(b);
      FloatVector rounded = phase.add(ROUND);
      IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector r = phase.sub(rounded.sub(ROUND));
      FloatVector q = r.mul(r);
      FloatVector s = q.fma(vector(S4), vector(S3)).fma(q, vector(S2)).fma(q, vector(S1));
      FloatVector c = q.fma(vector(C5), vector(C4)).fma(q, vector(C3)).fma(q, vector(C2));
      flip(s.fma(q, vector(S0)).mul(r), sign).intoArray(v, i);
      flip(c.fma(q, vector(C1)).fma(q, vector(1)), sign).intoArray(slope, i);
    }
  }

  /** {@code v ← sin(π(v + b))} alone, for rendering. */
  static void sine(float[] v, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector phase = FloatVector.fromArray(FLOATS, v, i).add(b);
      FloatVector rounded = phase.add(ROUND);
      IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector r = phase.sub(rounded.sub(ROUND));
      FloatVector q = r.mul(r);
      FloatVector s = q.fma(vector(S4), vector(S3)).fma(q, vector(S2)).fma(q, vector(S1));
      flip(s.fma(q, vector(S0)).mul(r), sign).intoArray(v, i);
    }
  }

  /** {@code v ← max(0, v + b)}, {@code slope ← 1} where v + b is positive, else 0. */
  static void relu(float[] v, float[] slope, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, v, i).add(b);
      u.max(zero).intoArray(v, i);
      zero.blend(1f, u.compare(VectorOperators.GT, zero)).intoArray(slope, i);
    }
  }

  /** {@code v ← v + b}, {@code slope ← 1}. */
  static void linear(float[] v, float[] slope, int at, int rows, float[] bias, int biasAt) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, v, i).add(b).intoArray(v, i);
      vector(1).intoArray(slope, i);
    }
  }

  /** {@code d ← d · slope} for one panel, its column sums added to {@code g} from {@code sumsAt} on. */
  static void backward(float[] d, float[] slope, int at, int rows, float[] g, int sumsAt) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i).mul(FloatVector.fromArray(FLOATS, slope, i));
      x.intoArray(d, i);
      sum = sum.add(x);
    }
    FloatVector.fromArray(FLOATS, g, sumsAt).add(sum).intoArray(g, sumsAt);
  }

  private static FloatVector vector(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static FloatVector flip(FloatVector v, IntVector sign) {
    return v.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }
}
