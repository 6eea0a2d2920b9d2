package org.sirenaudio.fit.lm;

import java.util.Arrays;

/**
 * How one window's network grew when it was trained on its own, step by step.
 *
 * @param values that the network learns: points times channels
 * @param least parameters that it began with
 * @param parameters {@code [steps]} after each step
 * @param seconds {@code [steps]} that each took
 * @param stepsTo {@code [targets]} steps it took to each noise target that there was time for
 * @param noise {@code [targets]} mean squared error at each, 1 being full scale: more than the
 *     target where the network may not grow any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LmTrace(
    int values, int least, int[] parameters, double[] seconds, int[] stepsTo, double[] noise) {

  /** Steps in all. */
  public int steps() {
    return parameters.length;
  }

  /** Parameters after so many steps, or after the last. */
  public int parametersAfter(int steps) {
    return steps == 0 || parameters.length == 0
        ? least
        : parameters[Math.min(steps, parameters.length) - 1];
  }

  /** Collects a trace. */
  static final class Recorder {
    private int[] parameters = new int[64];
    private double[] seconds = new double[64];
    private int[] stepsTo = new int[8];
    private double[] noise = new double[8];
    private int steps;
    private int reached;

    void step(int parametersNow, double secondsOfStep) {
      if (steps == parameters.length) {
        parameters = Arrays.copyOf(parameters, 2 * steps);
        seconds = Arrays.copyOf(seconds, 2 * steps);
      }
      parameters[steps] = parametersNow;
      seconds[steps] = secondsOfStep;
      steps++;
    }

    void reached(double noiseNow) {
      if (reached == stepsTo.length) {
        stepsTo = Arrays.copyOf(stepsTo, 2 * reached);
        noise = Arrays.copyOf(noise, 2 * reached);
      }
      noise[reached] = noiseNow;
      stepsTo[reached++] = steps;
    }

    LmTrace trace(int values, int least) {
      return new LmTrace(
          values,
          least,
          Arrays.copyOf(parameters, steps),
          Arrays.copyOf(seconds, steps),
          Arrays.copyOf(stepsTo, reached),
          Arrays.copyOf(noise, reached));
    }
  }
}
