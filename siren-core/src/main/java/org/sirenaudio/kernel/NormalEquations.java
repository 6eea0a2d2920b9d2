package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;

/**
 * The linear system of a Gauss–Newton step of one network: with J the derivatives {@code [points ·
 * outputs, parameters]} of the outputs and e their errors, {@code (JᵀJ + damping · D) step = Jᵀe}
 * (Levenberg 1944), D the squares of each layer's omega0. Not thread-safe: reuses its memory.
 */
public sealed interface NormalEquations permits ScalarNormalEquations, VectorNormalEquations {

  /** Switches to networks with other layers, reusing memory where large enough. */
  void use(Layers layers);

  /**
   * Linearises the network at some parameters.
   *
   * @return half the sum of the squared errors
   */
  double linearise(float[] parameters, Points points);

  /** Half the sum of squared errors at some parameters; leaves the linear system unchanged. */
  double evaluate(float[] parameters, Points points);

  /**
   * The errors at some parameters; leaves the linear system unchanged.
   *
   * @return outputs minus targets, {@code [points, channels]}
   */
  float[] residuals(float[] parameters, Points points);

  /**
   * Solves the current system.
   *
   * @param damping factor of D, above 0
   * @param step receives what to subtract from the parameters
   * @return the predicted reduction of half the sum of squares under the linearised model; NaN if
   *     rounding makes the system unsolvable
   */
  double solve(double damping, float[] step);
}
