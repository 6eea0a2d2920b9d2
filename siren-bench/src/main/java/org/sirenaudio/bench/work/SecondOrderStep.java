package org.sirenaudio.bench.work;

import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;

/**
 * The work of a Levenberg–Marquardt step of one network at evenly spaced points: derivatives of all
 * outputs, normal equations, and the solution for one damping. The parameters stay unchanged.
 */
public final class SecondOrderStep {

  private static final double DAMPING = 0.1;

  private final NormalEquations equations;
  private final float[] parameters;
  private final float[] step;

  /** The same points twice, in turn: sums at the points of the previous step would be reused. */
  private Points points;

  private Points others;

  private SecondOrderStep(Kernels kernels, Workload work) {
    equations = kernels.normalEquations(work.spec().layers());
    int channels = work.spec().outFeatures();
    points = Points.evenlySpaced(work.targets(), channels);
    others = Points.evenlySpaced(work.targets(), channels);
    parameters = work.parameters();
    step = new float[parameters.length];
  }

  public static SecondOrderStep of(Kernels kernels, Workload work) {
    return new SecondOrderStep(kernels, work);
  }

  /** Counted FLOPs per step: those of the symmetric JᵀJ and its factorisation. */
  public static double flops(Workload work) {
    double parameters = work.spec().layers().parameterCount();
    double rows = (double) work.frames() * work.spec().outFeatures();
    return rows * parameters * parameters + Math.pow(parameters, 3) / 3;
  }

  /** The step to subtract from {@link Workload#parameters}; the same array each time. */
  public float[] run() {
    Points now = others;
    others = points;
    points = now;
    equations.linearise(parameters, now);
    equations.solve(DAMPING, step);
    return step;
  }

  /** Half the squared error at other parameters. */
  public double loss(float[] at) {
    return equations.evaluate(at, points);
  }
}
