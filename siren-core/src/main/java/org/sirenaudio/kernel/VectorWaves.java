package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Vectors.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.loop.VectorActivation;

/**
 * Activations composed of a sine or a Gaussian and another function, one panel {@code
 * [rows][LANES]} at a time: a few passes over memory in the first-level cache, each a loop that
 * calls only the vector library (see {@link VectorActivation}).
 */
final class VectorWaves {

  /** Adding it rounds a float to an integer, which is then in its lowest bits. */
  private static final float ROUND = 0x1.8p23f;

  /** Largest exponent of a wavelet's envelope: beyond, products with it would be subnormal. */
  static final float FARTHEST = 60;

  private static final float PI = (float) Math.PI;

  private static final float LOG2_E = 1.44269504f;

  /** Below this power of two floats are subnormal. */
  private static final float LEAST_POWER = -126;

  /** ln(2)ⁿ / n!, the Taylor coefficients of 2^f, with an error of 6·10⁻⁹ at f = ½. */
  private static final float E1 = 0.6931471805599453f;

  private static final float E2 = 0.2402265069591007f;
  private static final float E3 = 0.05550410866482158f;
  private static final float E4 = 0.009618129107628477f;
  private static final float E5 = 0.0013333558146428443f;
  private static final float E6 = 1.5403530393381609e-4f;
  private static final float E7 = 1.5252733804059841e-5f;

  private VectorWaves() {}

  /** Scratch memory for one panel, {@code [rows][LANES]} each. */
  static final class Scratch {
    final float[] linear;
    final float[] bell;

    Scratch(int rows) {
      linear = new float[rows * LANES];
      bell = new float[rows * LANES];
    }
  }

  /** {@code v ← exp(−z²)}, {@code derivative ← −2z·exp(−z²)}, with z = v + b. */
  static void gaussian(
      float[] v, float[] derivative, int at, int rows, float[] bias, int biasAt, Scratch scratch) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    float[] bell = scratch.bell;
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector z = FloatVector.fromArray(FLOATS, v, at + i).add(b);
      z.mul(z).intoArray(bell, i);
      z.mul(-2f).intoArray(derivative, at + i);
    }
    decay(bell, rows);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOATS, bell, i);
      e.intoArray(v, at + i);
      e.mul(FloatVector.fromArray(FLOATS, derivative, at + i)).intoArray(derivative, at + i);
    }
  }

  /** {@code v ← tanh(β·v)} of a sine v; the derivative is multiplied accordingly. */
  static void saturate(
      Activation.Hosc hosc, float[] v, float[] derivative, int at, int rows, Scratch scratch) {
    float beta = (float) hosc.sharpness();
    float[] bell = scratch.bell;
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, v, at + i).abs().mul(2 * beta).intoArray(bell, i);
    }
    decay(bell, rows);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      // With e = exp(−2|y|), tanh |y| is (1 − e)/(1 + e) and its derivative 4e/(1 + e)².
      FloatVector e = FloatVector.fromArray(FLOATS, bell, i);
      FloatVector part = one.div(one.add(e));
      FloatVector t = one.sub(e).mul(part);
      VectorMask<Float> below =
          FloatVector.fromArray(FLOATS, v, at + i).compare(VectorOperators.LT, zero);
      t.blend(t.neg(), below).intoArray(v, at + i);
      FloatVector.fromArray(FLOATS, derivative, at + i)
          .mul(e.mul(4 * beta).mul(part).mul(part))
          .intoArray(derivative, at + i);
    }
  }

  /** {@code linear ← p}, {@code v ← p}, with p = v + b, half turns. */
  static void keep(float[] v, int at, int rows, float[] bias, int biasAt, Scratch scratch) {
    FloatVector b = FloatVector.fromArray(FLOATS, bias, biasAt);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOATS, v, at + i).add(b);
      p.intoArray(v, at + i);
      p.intoArray(scratch.linear, i);
    }
  }

  /** {@code v ← (bend·|p| + 1)·p} of the half turns kept as p. */
  static void bend(float bend, float[] v, int at, int rows, Scratch scratch) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOATS, scratch.linear, i);
      p.abs().mul(bend).add(one).mul(p).intoArray(v, at + i);
    }
  }

  /** {@code derivative ← derivative·(2·bend·|p| + 1)} of the half turns kept as p. */
  static void stretch(float bend, float[] derivative, int at, int rows, Scratch scratch) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOATS, scratch.linear, i);
      FloatVector rate = p.abs().mul(2 * bend).add(one);
      FloatVector.fromArray(FLOATS, derivative, at + i).mul(rate).intoArray(derivative, at + i);
    }
  }

  /**
   * From sine s in v, cosine c in derivative and the half turns kept as p, with the Gaussian e =
   * exp(−(r·πp)²), r = spread/omega0: {@code v ← c·e}, {@code derivative ← −e·(s + 2r²·πp·c)}.
   */
  static void envelope(
      Activation.Gabor gabor, float[] v, float[] derivative, int at, int rows, Scratch scratch) {
    float[] bell = scratch.bell;
    float[] linear = scratch.linear;
    double ratio = gabor.spread() / gabor.omega0();
    double square = ratio * ratio;
    float curve = (float) (square * Math.PI * Math.PI);
    float fall = (float) (2 * square * Math.PI);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector p = FloatVector.fromArray(FLOATS, linear, i);
      p.mul(p).mul(curve).intoArray(bell, i);
    }
    decay(bell, rows);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOATS, bell, i);
      FloatVector s = FloatVector.fromArray(FLOATS, v, at + i);
      FloatVector c = FloatVector.fromArray(FLOATS, derivative, at + i);
      FloatVector drop = FloatVector.fromArray(FLOATS, linear, i).mul(fall);
      drop.fma(c, s).mul(e).neg().intoArray(derivative, at + i);
      c.mul(e).intoArray(v, at + i);
    }
  }

  /** {@code bell ← min(z², FARTHEST)} of half turns, z = π·p. */
  static void square(float[] half, int at, int rows, float[] bell) {
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector z = FloatVector.fromArray(FLOATS, half, at + i).mul(PI);
      z.mul(z).min(FARTHEST).intoArray(bell, i);
    }
  }

  /** {@code v ← v·bell}. */
  static void multiply(float[] v, int at, int rows, float[] bell) {
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOATS, bell, i);
      FloatVector.fromArray(FLOATS, v, at + i).mul(e).intoArray(v, at + i);
    }
  }

  /**
   * {@code x ← exp(−x)} for non-negative x; the smallest normal float instead of anything below it.
   */
  static void decay(float[] x, int rows) {
    FloatVector e0 = FloatVector.broadcast(FLOATS, 1);
    FloatVector e1 = FloatVector.broadcast(FLOATS, E1);
    FloatVector e2 = FloatVector.broadcast(FLOATS, E2);
    FloatVector e3 = FloatVector.broadcast(FLOATS, E3);
    FloatVector e4 = FloatVector.broadcast(FLOATS, E4);
    FloatVector e5 = FloatVector.broadcast(FLOATS, E5);
    FloatVector e6 = FloatVector.broadcast(FLOATS, E6);
    FloatVector e7 = FloatVector.broadcast(FLOATS, E7);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector power = FloatVector.fromArray(FLOATS, x, i).mul(-LOG2_E).max(LEAST_POWER);
      FloatVector rounded = power.add(ROUND);
      FloatVector f = power.sub(rounded.sub(ROUND));
      FloatVector part =
          f.fma(e7, e6).fma(f, e5).fma(f, e4).fma(f, e3).fma(f, e2).fma(f, e1).fma(f, e0);
      FloatVector whole =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3f800000)
              .reinterpretAsFloats();
      part.mul(whole).intoArray(x, i);
    }
  }

  /** A user-defined activation of {@code z = v + b}, lane by lane. */
  static void own(
      Activation.Own own,
      float[] v,
      float[] derivative,
      int at,
      int rows,
      float[] bias,
      int biasAt) {
    var value = own.curve().value();
    var slope = own.curve().derivative();
    for (int i = 0, end = rows * LANES; i < end; i++) {
      double z = v[at + i] + (double) bias[biasAt + i % LANES];
      v[at + i] = (float) value.applyAsDouble(z);
      derivative[at + i] = (float) slope.applyAsDouble(z);
    }
  }
}
