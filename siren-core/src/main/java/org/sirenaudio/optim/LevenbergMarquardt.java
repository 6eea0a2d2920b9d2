package org.sirenaudio.optim;

import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.OutputLoss;

/**
 * Levenberg–Marquardt: damped Gauss–Newton steps on all points at once, each taken only if it makes
 * the squared error smaller. The damping follows the ratio of the real to the foreseen gain
 * (Nielsen 1999; Madsen, Nielsen and Tingleff 2004, algorithm 3.16). A step costs the square of the
 * number of parameters for every point, so it is for networks of some hundreds.
 */
public final class LevenbergMarquardt {

  private static final double FIRST_DAMPING = 1;
  private static final double LEAST_DAMPING = 1e-7;
  private static final double MOST_DAMPING = 1e6;

  private final NormalEquations equations;
  private final float[] step;
  private final float[] trial;
  private double damping = FIRST_DAMPING;
  private double growth = 2;
  private boolean linearised;
  private double loss = Double.NaN;

  private LevenbergMarquardt(NetworkSpec spec) {
    equations = Kernels.best().normalEquations(spec);
    step = new float[spec.parameterCount()];
    trial = new float[spec.parameterCount()];
  }

  public static LevenbergMarquardt of(NetworkSpec spec) {
    return new LevenbergMarquardt(spec);
  }

  /** Half the sum of squares at the current parameters. */
  public double loss() {
    return loss;
  }

  public double damping() {
    return damping;
  }

  public void damp(double value) {
    damping = value;
  }

  /** Whether no step, however small, has made the error smaller. */
  public boolean stuck() {
    return damping >= MOST_DAMPING;
  }

  /**
   * Tries one step.
   *
   * @return whether it was taken
   */
  public boolean step(
      float[] parameters, Coordinates coordinates, OutputLoss halfSquares, int points) {
    if (!linearised) {
      loss = equations.linearise(parameters, coordinates, halfSquares, points);
      linearised = true;
    }
    double foreseen = equations.solve(damping, step);
    for (int i = 0; i < step.length; i++) {
      trial[i] = parameters[i] - step[i];
    }
    double now =
        foreseen > 0
            ? equations.evaluate(trial, coordinates, halfSquares, points)
            : Double.POSITIVE_INFINITY;
    if (now < loss) {
      double ratio = (loss - now) / foreseen;
      System.arraycopy(trial, 0, parameters, 0, trial.length);
      loss = now;
      linearised = false;
      damping =
          Math.max(LEAST_DAMPING, damping * Math.max(1.0 / 3, 1 - Math.pow(2 * ratio - 1, 3)));
      growth = 2;
      return true;
    }
    damping = Math.min(MOST_DAMPING, damping * growth);
    growth = Math.min(16, 2 * growth);
    return false;
  }
}
