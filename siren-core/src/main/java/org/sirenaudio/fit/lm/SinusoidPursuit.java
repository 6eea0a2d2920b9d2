package org.sirenaudio.fit.lm;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.fit.train.Widening;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * The strongest sinusoids of a segment, found one by one in the residual's spectrum with
 * least-squares amplitudes over all found so far (orthogonal matching pursuit; Pati, Rezaiifar and
 * Krishnaprasad 1993). A network of one sine layer represents each of them by one feature:
 * frequency and phase are the feature's weight and bias, the amplitudes its weights in the final
 * layer.
 */
final class SinusoidPursuit {

  /**
   * A feature with less than this fraction of new energy adds nothing: its amplitude would be a
   * hundred times what it explains, cancelled by that of a nearly equal feature.
   */
  private static final double NOTHING_NEW = 1e-4;

  private final int channels;
  private final int points;
  private final Fft fft;

  /** {@code [channels][points]}: the residual. */
  private final double[][] missing;

  /** Frequency in radians per unit of x, and phase, of each sinusoid. */
  private final double[] frequencies;

  private final double[] phases;

  /**
   * {@code [features][points]}, a constant first: the orthogonalised features, and their squared
   * norms.
   */
  private final double[][] orthogonal;

  private final double[] lengths;

  /** {@code [features][features]}: projection of each feature on the earlier orthogonal ones. */
  private final double[][] parts;

  /** {@code [channels][features]}: projection of the targets on each orthogonal feature. */
  private final double[][] shares;

  /** {@code [features]}: mean squared error with each feature and those before it. */
  private final double[] errors;

  private int count;

  private SinusoidPursuit(Points problem, int most) {
    channels = problem.channels();
    points = problem.count();
    // Zero padding refines the peaks, and a power of two is fast.
    fft = Fft.of(2 * Integer.highestOneBit(Math.max(1, 2 * points - 1)));
    missing = new double[channels][points];
    for (int i = 0; i < points; i++) {
      for (int c = 0; c < channels; c++) {
        missing[c][i] = problem.targets()[i * channels + c];
      }
    }
    frequencies = new double[most + 1];
    phases = new double[most + 1];
    orthogonal = new double[most + 1][];
    lengths = new double[most + 1];
    parts = new double[most + 1][most + 1];
    shares = new double[channels][most + 1];
    errors = new double[most + 1];
  }

  /**
   * Finds sinusoids.
   *
   * @param problem evenly spaced points
   * @param most maximum number of sinusoids
   * @param enough mean squared error at which to stop
   * @param over whether there is no time for more than the first
   */
  static SinusoidPursuit of(Points problem, int most, double enough, BooleanSupplier over) {
    SinusoidPursuit found = new SinusoidPursuit(problem, most);
    double[] constant = new double[found.points];
    Arrays.fill(constant, 1);
    found.add(constant);
    while (found.sinusoids() < most
        && found.error() > enough
        && (found.sinusoids() == 0 || !over.getAsBoolean())) {
      double frequency = found.strongest();
      double phase = found.phase(frequency);
      found.frequencies[found.count] = frequency;
      found.phases[found.count] = phase;
      found.add(found.sinusoid(frequency, phase));
    }
    return found;
  }

  /** Number of sinusoids found. */
  int sinusoids() {
    return count - 1;
  }

  /** Mean squared error. */
  double error() {
    return errors[count - 1];
  }

  /** Mean squared error with this many of them. */
  double errorOf(int sinusoids) {
    return errors[sinusoids];
  }

  private double errorNow() {
    double sum = 0;
    for (double[] channel : missing) {
      sum += dot(channel, channel);
    }
    return sum / ((double) channels * points);
  }

  /** The highest frequency, in radians per unit of x. */
  double highest() {
    return Arrays.stream(frequencies).max().orElse(0);
  }

  /**
   * A network of one sine layer with these sinusoids and a constant.
   *
   * @param kind its type; the width follows
   */
  Network network(NetworkSpec kind) {
    NetworkSpec spec =
        kind.withHiddenFeatures(Math.max(1, sinusoids()))
            .withFirstOmega0(Math.max(Math.PI, highest()));
    float[] parameters = new float[spec.parameterCount()];
    write(spec, 0, parameters);
    return Network.of(spec, parameters);
  }

  /** The same network with these sinusoids and the constant added. */
  Network added(Network narrow) {
    int before = narrow.spec().hiddenFeatures();
    NetworkSpec spec = narrow.spec().withHiddenFeatures(before + sinusoids());
    float[] parameters = Widening.of(narrow.spec(), narrow.parameters(), spec);
    write(spec, before, parameters);
    return Network.of(spec, parameters);
  }

  /** Writes the parameters of the features from an index on, and adds the constant. */
  private void write(NetworkSpec spec, int from, float[] parameters) {
    Layers layers = spec.layers();
    for (int k = 0; k < sinusoids(); k++) {
      int feature = from + k;
      parameters[layers.weightOffset(0) + feature] =
          (float) (frequencies[k + 1] / spec.firstOmega0());
      parameters[layers.biasOffset(0) + feature] = (float) (phases[k + 1] / spec.firstOmega0());
    }
    for (int c = 0; c < channels; c++) {
      double[] amplitudes = amplitudes(shares[c]);
      int row = layers.weightOffset(1) + c * spec.hiddenFeatures();
      for (int k = 0; k < sinusoids(); k++) {
        parameters[row + from + k] = (float) amplitudes[k + 1];
      }
      parameters[layers.biasOffset(1) + c] += (float) amplitudes[0];
    }
  }

  /** Converts coefficients of the orthogonal features to amplitudes of the features. */
  private double[] amplitudes(double[] share) {
    double[] amplitudes = new double[count];
    for (int k = count - 1; k >= 0; k--) {
      amplitudes[k] = lengths[k] > 0 ? share[k] : 0;
      for (int later = k + 1; later < count; later++) {
        amplitudes[k] -= parts[later][k] * amplitudes[later];
      }
    }
    return amplitudes;
  }

  /** Removes a feature's projection, orthogonal to the earlier ones, from the residual. */
  private void add(double[] feature) {
    double whole = dot(feature, feature);
    for (int k = 0; k < count; k++) {
      double part = lengths[k] > 0 ? dot(orthogonal[k], feature) / lengths[k] : 0;
      parts[count][k] = part;
      subtract(part, orthogonal[k], feature);
    }
    double rest = dot(feature, feature);
    orthogonal[count] = feature;
    lengths[count] = rest > NOTHING_NEW * whole ? rest : 0;
    for (int c = 0; c < channels && lengths[count] > 0; c++) {
      shares[c][count] = dot(feature, missing[c]) / rest;
      subtract(shares[c][count], feature, missing[c]);
    }
    errors[count++] = errorNow();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double factor, double[] what, double[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * what[i];
    }
  }

  /** {@code sin(frequency·x + phase)} at the points, x from −1 to 1, by rotation. */
  private double[] sinusoid(double frequency, double phase) {
    double[] values = new double[points];
    double sin = Math.sin(phase - frequency);
    double cos = Math.cos(phase - frequency);
    double step = 2 * frequency / Math.max(1, points - 1);
    double stepSin = Math.sin(step);
    double stepCos = Math.cos(step);
    for (int i = 0; i < points; i++) {
      values[i] = sin;
      double next = sin * stepCos + cos * stepSin;
      cos = cos * stepCos - sin * stepSin;
      sin = next;
    }
    return values;
  }

  /** The frequency of the residual's strongest sinusoid, in radians per unit of x. */
  private double strongest() {
    double[] power = new double[fft.bins()];
    double[] work = new double[Math.max(fft.length(), fft.workLength())];
    for (double[] channel : missing) {
      Arrays.fill(work, 0);
      for (int i = 0; i < points; i++) {
        work[i] = channel[i] * Math.sin(Math.PI * (i + 0.5) / points);
      }
      fft.forward(work);
      for (int k = 0; k < power.length; k++) {
        power[k] += work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1];
      }
    }
    int peak = Math.min(1, power.length - 1);
    for (int k = 2; k < power.length; k++) {
      peak = power[k] > power[peak] ? k : peak;
    }
    double cycles = (peak + vertex(power, peak)) / fft.length();
    return Math.PI * Math.max(1, points - 1) * cycles;
  }

  /** The vertex of the parabola through the power of three bins, relative to the middle one. */
  private static double vertex(double[] power, int peak) {
    if (peak == 0 || peak + 1 >= power.length) {
      return 0;
    }
    double curvature = power[peak - 1] - 2 * power[peak] + power[peak + 1];
    return curvature < 0 ? 0.5 * (power[peak - 1] - power[peak + 1]) / curvature : 0;
  }

  /** The phase of the sinusoid that reduces the largest channel residual most. */
  private double phase(double frequency) {
    double best = -1;
    double phase = 0;
    double[] sine = sinusoid(frequency, 0);
    double[] cosine = sinusoid(frequency, Math.PI / 2);
    for (double[] channel : missing) {
      double cosines = dot(channel, cosine);
      double sines = dot(channel, sine);
      double strength = cosines * cosines + sines * sines;
      if (strength > best) {
        best = strength;
        phase = Math.atan2(cosines, sines);
      }
    }
    return phase;
  }
}
