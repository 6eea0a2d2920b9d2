package org.sirenaudio.layer;

/**
 * A value with its first and second derivatives with respect to another (second-order Taylor
 * arithmetic).
 */
public record Jet(double value, double first, double second) {

  /** A constant. */
  public static Jet constant(double value) {
    return new Jet(value, 0, 0);
  }

  Jet plus(Jet other) {
    return new Jet(value + other.value, first + other.first, second + other.second);
  }

  /** The product, by the product rule. */
  public Jet times(Jet other) {
    return new Jet(
        value * other.value,
        first * other.value + value * other.first,
        second * other.value + 2 * first * other.first + value * other.second);
  }

  Jet times(double factor) {
    return new Jet(factor * value, factor * first, factor * second);
  }

  Jet sin() {
    return of(Math.sin(value), Math.cos(value), -Math.sin(value));
  }

  Jet cos() {
    return of(Math.cos(value), -Math.sin(value), -Math.cos(value));
  }

  Jet exp() {
    double e = Math.exp(value);
    return of(e, e, e);
  }

  /** Composition with a function, given its derivatives: {@code y'' = f'' u'² + f' u''}. */
  private Jet of(double f, double slope, double curvature) {
    return new Jet(f, slope * first, curvature * first * first + slope * second);
  }

  /** {@code f(u)} of a pointwise activation. */
  public Jet through(Activation.Pointwise f) {
    return of(f.value(value), f.slope(value), f.curvature(value));
  }
}
