package org.sirenaudio.bench;

import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;

/**
 * What a Levenberg–Marquardt step of one network costs: the derivatives of all outputs, their
 * normal equations, and the solution for one damping. The parameters stay what they were.
 */
public final class SecondOrderStep {

  private static final double DAMPING = 0.1;

  private final NormalEquations equations;
  private final Points points;
  private final float[] parameters;
  private final float[] step;

  private SecondOrderStep(Kernels kernels, Workload work) {
    equations = kernels.normalEquations(work.spec().layers());
    points = new Points(work.coordinates(), work.targets(), 1);
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
    equations.linearise(parameters, points);
    equations.solve(DAMPING, step);
    return step;
  }

  /** Half the squared error at other parameters. */
  public double loss(float[] at) {
    return equations.evaluate(at, points);
  }
}
