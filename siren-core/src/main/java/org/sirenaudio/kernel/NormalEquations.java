package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;

/**
 * The linear system of a Gauss–Newton step of one network: with J the derivatives {@code [points ·
 * outputs, parameters]} of the outputs and e their errors, {@code (JᵀJ + damping · D) step = Jᵀe}
 * (Levenberg 1944), D the squares of each layer's omega0. Keeps its memory, so one thread at a
 * time.
 */
public sealed interface NormalEquations permits ScalarNormalEquations, VectorNormalEquations {

  /** Goes over to networks of other layers; memory is used again where it is large enough. */
  void use(Layers layers);

  /**
   * Linearises the network at some parameters.
   *
   * @return half the sum of the squared errors
   */
  double linearise(float[] parameters, Points points);

  /** Half the sum of the squared errors at some parameters; the linear system stays what it was. */
  double evaluate(float[] parameters, Points points);

  /**
   * The errors at some parameters; the linear system stays what it was.
   *
   * @return outputs less targets, {@code [points, channels]}
   */
  float[] residuals(float[] parameters, Points points);

  /**
   * Solves the system made last.
   *
   * @param damping factor of D, above 0
   * @param step receives what to subtract from the parameters
   * @return the predicted reduction: by how much half the sum of squares falls if the network is as
   *     linear as linearised; NaN if rounding leaves the system without a solution
   */
  double solve(double damping, float[] step);
}
