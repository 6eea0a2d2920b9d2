package org.sirenaudio.bench.work;

import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.kernel.ScalarKernels;

/** What a workload's passes give in plain loops. */
public final class Oracle {

  private Oracle() {}

  public static float[] outputs(Workload work) {
    NetworkKernel network = network(work);
    float[] outputs = new float[work.frames()];
    network.forward(network.workspace(), work.coordinates(), 0, work.frames(), outputs, 0);
    return outputs;
  }

  public static float[] gradient(Workload work) {
    NetworkKernel network = network(work);
    NetworkKernel.Gradient sum = network.gradient();
    network.backward(network.workspace(), work.coordinates(), work.loss(), 0, work.frames(), sum);
    float[] gradient = new float[work.spec().layers().parameterCount()];
    sum.copyTo(gradient);
    return gradient;
  }

  /** The mean squared error of the outputs, in the plainest way. */
  public static double loss(float[] outputs) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      double error = outputs[i] - Workload.target(i);
      sum += error * error;
    }
    return sum / outputs.length;
  }

  /** Largest difference over the largest magnitude. */
  public static double distance(float[] actual, float[] expected) {
    double scale = 1e-30;
    double worst = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst / scale;
  }

  private static NetworkKernel network(Workload work) {
    NetworkKernel network = ScalarKernels.INSTANCE.network(work.spec().layers());
    network.load(work.parameters());
    return network;
  }
}
