package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.SineLoops;

/**
 * JᵀJ and Jᵀe of a network of one sine layer at evenly spaced points. Every product of two
 * derivatives is a sum of sinusoids times 1, x or x², whose sum over the points is known: with δ =
 * 2h·(N−1)/2 and {@code f(h) = sin(N·h) / sin(h)} (Dirichlet's kernel),
 *
 * <pre>
 * Σ cos(δx) = f     Σ x·sin(δx) = −f′/(N−1)     Σ x²·cos(δx) = −f″/(N−1)²
 * </pre>
 *
 * So JᵀJ costs the square of the features, whatever the number of points, and is exact to double's
 * rounding.
 */
final class SinusoidEquations {

  /** Of N·h: below, the quotients cancel, and series take their place. */
  private static final double SMALL = 1e-2;

  private final Layers layers;
  private final int features;
  private final int outputs;
  private final double omega0;

  /** Index of the first amplitude of the first output. */
  private final int firstAmplitude;

  /** Of each feature. */
  private final double[] sinPhase;

  private final double[] cosPhase;
  private final double[] sinStep;
  private final double[] cosStep;
  private final double[] sinSpan;
  private final double[] cosSpan;

  /** {@code [outputs][padded features]}: Σ e·cos, Σ e·x·cos and Σ e·sin. */
  private final float[][] cosines;

  private final float[][] slopes;
  private final float[][] sines;
  private final double[] errorSums;

  /** A tile's errors in one output, and each times its coordinate. */
  private float[] errors = {};

  private float[] moved = {};

  private float[] parameters = {};
  private float @Nullable [] targets;
  private int points;

  /** Half the sum of squared errors. */
  double loss;

  private double moment2;
  private double moment4;
  private double moment6;

  /** Of the latest pair of frequencies: Σ cos(δx), Σ x·sin(δx) and Σ x²·cos(δx). */
  private double even;

  private double odd;
  private double second;

  SinusoidEquations(Layers layers) {
    this.layers = layers;
    features = layers.get(0).outFeatures();
    outputs = layers.outFeatures();
    omega0 = layers.get(0).omega0();
    firstAmplitude = layers.weightOffset(1);
    sinPhase = new double[features];
    cosPhase = new double[features];
    sinStep = new double[features];
    cosStep = new double[features];
    sinSpan = new double[features];
    cosSpan = new double[features];
    cosines = new float[outputs][padded(features)];
    slopes = new float[outputs][padded(features)];
    sines = new float[outputs][padded(features)];
    errorSums = new double[outputs];
  }

  /** Whether a network is one sine layer on the coordinate, and the points are evenly spaced. */
  static boolean suits(Layers layers, Points points) {
    return layers.size() == 2
        && layers.inFeatures() == 1
        && layers.get(0).activation() instanceof Activation.Sine
        && points.coordinates() instanceof Coordinates.EvenlySpaced
        && points.count() > 1;
  }

  /** Whether the sums are those of these parameters and points. */
  @SuppressWarnings("ReferenceEquality") // a window's targets are one array, and never change
  boolean isAt(float[] values, Points wanted) {
    return targets == wanted.targets() && Arrays.equals(parameters, values);
  }

  void load(float[] values, Points wanted) {
    int count = wanted.count();
    parameters = values.clone();
    targets = wanted.targets();
    if (count != points) {
      points = count;
      sumMoments();
    }
    for (int k = 0; k < features; k++) {
      double phase = omega0 * values[layers.biasOffset(0) + k];
      double step = omega0 * values[layers.weightOffset(0) + k] / (count - 1);
      sinPhase[k] = Math.sin(phase);
      cosPhase[k] = Math.cos(phase);
      sinStep[k] = Math.sin(step);
      cosStep[k] = Math.cos(step);
      sinSpan[k] = Math.sin(count * step);
      cosSpan[k] = Math.cos(count * step);
    }
    for (int o = 0; o < outputs; o++) {
      Arrays.fill(cosines[o], 0);
      Arrays.fill(slopes[o], 0);
      Arrays.fill(sines[o], 0);
      errorSums[o] = 0;
    }
  }

  private void sumMoments() {
    moment2 = 0;
    moment4 = 0;
    moment6 = 0;
    for (int t = 0; t < points; t++) {
      double x = -1 + 2.0 * t / (points - 1);
      double square = x * x;
      moment2 += square;
      moment4 += square * square;
      moment6 += square * square * square;
    }
  }

  /** Adds a tile's errors {@code [frames, outputs]}, each times what the features gave there. */
  void add(VectorWorkspace tile, float[] all, int frames) {
    if (errors.length < frames) {
      errors = new float[frames];
      moved = new float[frames];
    }
    for (int o = 0; o < outputs; o++) {
      for (int t = 0; t < frames; t++) {
        float error = all[t * outputs + o];
        errors[t] = error;
        moved[t] = error * (float) tile.coordinates[t];
        errorSums[o] += error;
      }
      for (int k = 0; k < features; k += LANES) {
        SineLoops.BEST.moments(
            tile.value[0],
            tile.activationDerivative[0],
            k * tile.stride,
            errors,
            moved,
            frames,
            cosines[o],
            slopes[o],
            sines[o],
            k);
      }
    }
  }

  /**
   * Writes the lower triangle of {@code [J e]ᵀ[J e]}, but for its last element.
   *
   * @param gram in panels {@code [columns/LANES][width][LANES]}, of zeros
   */
  void write(float[] gram, int width) {
    for (int i = 0; i < features; i++) {
      for (int j = 0; j <= i; j++) {
        pair(i, j, gram, width);
      }
    }
    int size = layers.parameterCount();
    for (int k = 0; k < features; k++) {
      kernel(sinStep[k], cosStep[k], sinSpan[k], cosSpan[k]);
      double bias = 0;
      double weight = 0;
      for (int o = 0; o < outputs; o++) {
        double a = omega0 * amplitude(o, k);
        int constant = layers.biasOffset(1) + o;
        gram[place(constant, k, width)] = (float) (-a * sinPhase[k] * odd);
        gram[place(constant, features + k, width)] = (float) (a * cosPhase[k] * even);
        gram[place(constant, row(o) + k, width)] = (float) (sinPhase[k] * even);
        gram[place(size, row(o) + k, width)] = sines[o][k];
        weight += a * slopes[o][k];
        bias += a * cosines[o][k];
      }
      gram[place(size, k, width)] = (float) weight;
      gram[place(size, features + k, width)] = (float) bias;
    }
    for (int o = 0; o < outputs; o++) {
      int constant = layers.biasOffset(1) + o;
      gram[place(constant, constant, width)] = points;
      gram[place(size, constant, width)] = (float) errorSums[o];
    }
  }

  private void pair(int i, int j, float[] gram, int width) {
    kernel(
        sinStep[i] * cosStep[j] - cosStep[i] * sinStep[j],
        cosStep[i] * cosStep[j] + sinStep[i] * sinStep[j],
        sinSpan[i] * cosSpan[j] - cosSpan[i] * sinSpan[j],
        cosSpan[i] * cosSpan[j] + sinSpan[i] * sinSpan[j]);
    double cos = cosPhase[i] * cosPhase[j] + sinPhase[i] * sinPhase[j];
    double sin = sinPhase[i] * cosPhase[j] - cosPhase[i] * sinPhase[j];
    double lessCos = 0.5 * cos * even;
    double lessSin = 0.5 * sin * even;
    double lessCosX = 0.5 * cos * odd;
    double lessSinX = -0.5 * sin * odd;
    double lessCosXx = 0.5 * cos * second;
    kernel(
        sinStep[i] * cosStep[j] + cosStep[i] * sinStep[j],
        cosStep[i] * cosStep[j] - sinStep[i] * sinStep[j],
        sinSpan[i] * cosSpan[j] + cosSpan[i] * sinSpan[j],
        cosSpan[i] * cosSpan[j] - sinSpan[i] * sinSpan[j]);
    cos = cosPhase[i] * cosPhase[j] - sinPhase[i] * sinPhase[j];
    sin = sinPhase[i] * cosPhase[j] + cosPhase[i] * sinPhase[j];
    double moreCos = 0.5 * cos * even;
    double moreSin = 0.5 * sin * even;
    double moreCosX = 0.5 * cos * odd;
    double moreSinX = -0.5 * sin * odd;
    double moreCosXx = 0.5 * cos * second;
    double both = 0;
    for (int o = 0; o < outputs; o++) {
      double ai = omega0 * amplitude(o, i);
      double aj = omega0 * amplitude(o, j);
      int row = row(o);
      both += ai * aj;
      gram[place(row + i, row + j, width)] = (float) (lessCos - moreCos);
      gram[place(row + i, j, width)] = (float) (aj * (moreCosX + lessCosX));
      gram[place(row + j, i, width)] = (float) (ai * (moreCosX - lessCosX));
      gram[place(row + i, features + j, width)] = (float) (aj * (moreSin + lessSin));
      gram[place(row + j, features + i, width)] = (float) (ai * (moreSin - lessSin));
    }
    gram[place(i, j, width)] = (float) (both * (lessCosXx + moreCosXx));
    gram[place(features + i, features + j, width)] = (float) (both * (lessCos + moreCos));
    float mixed = (float) (both * (lessSinX + moreSinX));
    gram[place(features + i, j, width)] = mixed;
    gram[place(features + j, i, width)] = mixed;
  }

  private double amplitude(int output, int feature) {
    return parameters[row(output) + feature];
  }

  /** The first of an output's amplitudes. */
  private int row(int output) {
    return firstAmplitude + output * features;
  }

  private static int place(int row, int column, int width) {
    return (column / LANES * width + row) * LANES + column % LANES;
  }

  /** Sums over the points, from sine and cosine of h and of N·h. */
  private void kernel(double s, double c, double spanSin, double spanCos) {
    int n = points;
    if (Math.abs(s) * n < SMALL) {
      // h is a multiple of π and a little more; there is a change of sign with each, for even N.
      double sign = c < 0 && n % 2 == 0 ? -1 : 1;
      double delta = (n - 1) * (c < 0 ? -s : s) * (1 + s * s / 6);
      double square = delta * delta;
      even = sign * (n - square * (moment2 / 2 - square * moment4 / 24));
      odd = sign * delta * (moment2 - square * (moment4 / 6 - square * moment6 / 120));
      second = sign * (moment2 - square * (moment4 / 2 - square * moment6 / 24));
      return;
    }
    double inverse = 1 / s;
    double f = spanSin * inverse;
    double first = (n * spanCos - f * c) * inverse;
    double cotangent = c * inverse;
    even = f;
    odd = -first / (n - 1);
    second = (f * ((double) n * n - 1) + 2 * first * cotangent) / ((double) (n - 1) * (n - 1));
  }
}
