package org.sirenaudio.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;

/**
 * Levenberg–Marquardt: damped Gauss–Newton steps on all points at once, accepted only if they
 * reduce the squared error. The damping follows the ratio of the actual to the predicted reduction
 * (Nielsen 1999; Madsen, Nielsen and Tingleff 2004, algorithm 3.16). A step's cost per point is
 * quadratic in the number of parameters, which limits it to a few hundred parameters.
 *
 * <p>It starts with short steps: a long first step from random parameters often ends in noise from
 * which training cannot recover.
 */
public final class LevenbergMarquardt {

  private static final double FIRST_DAMPING = 1;
  private static final double LEAST_DAMPING = 1e-7;
  private static final double MOST_DAMPING = 1e6;
  private static final double FIRST_DAMPING_FACTOR = 2;
  private static final double MOST_DAMPING_FACTOR = 16;

  /** Damping after untrained parameters have been added. */
  private static final double LEAST_DAMPING_WHEN_GROWN = 1e-2;

  /** Maximum number of dampings tried per linearisation. */
  private static final int TRIES = 4;

  private double damping = FIRST_DAMPING;

  /** Factor on the damping when a step fails; doubled each time. */
  private double dampingFactor = FIRST_DAMPING_FACTOR;

  private double loss = Double.NaN;
  private float[] step = {};
  private float[] trial = {};

  /** The initial state of a fit. */
  public LevenbergMarquardt() {}

  /** An independent copy. */
  public LevenbergMarquardt copy() {
    LevenbergMarquardt copy = new LevenbergMarquardt();
    copy.damping = damping;
    copy.dampingFactor = dampingFactor;
    copy.loss = loss;
    return copy;
  }

  /** Half the sum of squares after the latest step; NaN before the first. */
  public double loss() {
    return loss;
  }

  /** Whether no step, however small, reduces the error. */
  public boolean stuck() {
    return damping >= MOST_DAMPING;
  }

  /** Prepares for added parameters. */
  public void grown() {
    damping = Math.clamp(damping, LEAST_DAMPING_WHEN_GROWN, FIRST_DAMPING);
    dampingFactor = FIRST_DAMPING_FACTOR;
  }

  /**
   * Tries to take one step.
   *
   * @param equations for the network of these parameters
   * @param parameters changed in place
   * @param points the training data
   * @return whether a step was taken
   */
  public boolean step(NormalEquations equations, float[] parameters, Points points) {
    if (step.length != parameters.length) {
      step = new float[parameters.length];
      trial = new float[parameters.length];
    }
    loss = equations.linearise(parameters, points);
    for (int i = 0; i < TRIES && !stuck(); i++) {
      if (attempt(equations, parameters, points)) {
        return true;
      }
    }
    return false;
  }

  private boolean attempt(NormalEquations equations, float[] parameters, Points points) {
    double predictedReduction = equations.solve(damping, step);
    for (int i = 0; i < trial.length; i++) {
      trial[i] = parameters[i] - step[i];
    }
    // Not if rounding left no solution; the prediction is then NaN.
    double now =
        predictedReduction > 0 ? equations.evaluate(trial, points) : Double.POSITIVE_INFINITY;
    if (now < loss) {
      double ratio = (loss - now) / predictedReduction;
      System.arraycopy(trial, 0, parameters, 0, trial.length);
      loss = now;
      damping *= Math.max(1.0 / 3, 1 - Math.pow(2 * ratio - 1, 3));
      damping = Math.max(LEAST_DAMPING, damping);
      dampingFactor = FIRST_DAMPING_FACTOR;
      return true;
    }
    damping = Math.min(MOST_DAMPING, damping * dampingFactor);
    dampingFactor = Math.min(MOST_DAMPING_FACTOR, 2 * dampingFactor);
    return false;
  }

  /** Writes all state that the next step depends on. */
  public void save(DataOutput out) throws IOException {
    out.writeDouble(damping);
    out.writeDouble(dampingFactor);
    out.writeDouble(loss);
  }

  /** Restores a state written by {@link #save}: the next step is the same. */
  public void load(DataInput in) throws IOException {
    damping = in.readDouble();
    dampingFactor = in.readDouble();
    loss = in.readDouble();
  }
}
