package org.sirenaudio.layer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/**
 * A user-defined activation: a named function and its derivative. Registered once per process;
 * configurations and model files can then refer to it by name.
 *
 * <p>Both functions are called from several threads at once, so they must be stateless.
 */
public final class OwnCurve {

  private static final Map<String, OwnCurve> REGISTERED = new ConcurrentHashMap<>();
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Names with another meaning in files and options. */
  private static final Set<String> TAKEN =
      Set.of(
          "siren",
          "finer",
          "gaussian",
          "wire",
          "hosc",
          "relu",
          "positional",
          "fourier-features",
          "wire-complex",
          "mfn-fourier",
          "mfn-gabor",
          "fourier-kan",
          "grid",
          "sine");

  /** Where the derivative is checked. */
  private static final int CHECKS = 257;

  private static final double REACH = 4;
  private static final double TOLERANCE = 1e-4;

  /** How many of the points may be at kinks. */
  private static final int MOST_KINKS = 4;

  private final String name;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator derivative;

  private OwnCurve(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    this.name = name;
    this.value = value;
    this.derivative = derivative;
  }

  /**
   * Registers an activation after checking its derivative: at 257 points from −4 to 4, against
   * central differences, with up to four exceptions for kinks.
   *
   * @param name lower-case letters, digits and hyphens; re-registering a name affects networks
   *     created afterwards
   * @throws IllegalArgumentException if the name or the derivative is wrong; the message says where
   */
  public static OwnCurve register(
      String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an activation's name must consist of lower-case letters, digits and hyphens, not '"
              + name
              + "'");
    }
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException("the name '" + name + "' is taken by a built-in network");
    }
    check(name, value, derivative);
    OwnCurve curve = new OwnCurve(name, value, derivative);
    REGISTERED.put(name, curve);
    return curve;
  }

  /** A registered activation by name. */
  public static Optional<OwnCurve> named(String name) {
    return Optional.ofNullable(REGISTERED.get(name));
  }

  private static void check(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    int wrong = 0;
    for (int i = 0; i < CHECKS; i++) {
      double z = REACH * (2.0 * i / (CHECKS - 1) - 1);
      double slope = derivative.applyAsDouble(z);
      if (!(Double.isFinite(f.applyAsDouble(z)) && Double.isFinite(slope))) {
        throw new IllegalArgumentException(
            "the activation '%s' is not finite at %s".formatted(name, z));
      }
      double h = 1e-5;
      double difference = (f.applyAsDouble(z + h) - f.applyAsDouble(z - h)) / (2 * h);
      if (Math.abs(difference - slope) > TOLERANCE * (1 + Math.abs(difference))
          && ++wrong > MOST_KINKS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the derivative of the activation '%s' is %.6g at %.4g but its values imply %.6g",
                name,
                slope,
                z,
                difference));
      }
    }
  }

  /** Returns the name under which it was registered. */
  public String name() {
    return name;
  }

  /** Returns the curve. */
  public DoubleUnaryOperator value() {
    return value;
  }

  /** Returns its derivative. */
  public DoubleUnaryOperator derivative() {
    return derivative;
  }

  @Override
  public String toString() {
    return name;
  }
}
