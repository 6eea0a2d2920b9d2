package org.sirenaudio.bench;

import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.layer.OutputLoss;

/**
 * What a Levenberg–Marquardt step of one network costs: the derivatives of all outputs, their
 * normal equations, and the solution for one damping. The parameters stay what they were.
 */
public final class SecondOrderStep {

  private static final double DAMPING = 0.1;

  private final NormalEquations equations;
  private final Coordinates coordinates;
  private final int points;
  private final float[] parameters;
  private final float[] step;

  private SecondOrderStep(Kernels kernels, Workload work) {
    equations = kernels.normalEquations(work.spec().layers());
    coordinates = work.coordinates();
    points = work.frames();
    parameters = work.parameters();
    step = new float[parameters.length];
  }

  public static SecondOrderStep of(Kernels kernels, Workload work) {
    return new SecondOrderStep(kernels, work);
  }

  /** FLOPs of one step that are counted: those of JᵀJ, which is symmetric, and of its factors. */
  public static double flops(Workload work) {
    double parameters = work.spec().layers().parameterCount();
    return work.frames() * parameters * parameters + Math.pow(parameters, 3) / 3;
  }

  /** What to take away from {@link Workload#parameters}; the same array each time. */
  public float[] run() {
    equations.linearise(parameters, coordinates, halfSquares(), points);
    equations.solve(DAMPING, step);
    return step;
  }

  /** Half the squared error at other parameters. */
  public double loss(float[] at) {
    return equations.evaluate(at, coordinates, halfSquares(), points);
  }

  private static OutputLoss halfSquares() {
    return (from, count, outputs, errors) -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        float error = outputs[i] - Workload.target(from + i);
        errors[i] = error;
        sum += 0.5 * error * error;
      }
      return sum;
    };
  }
}
