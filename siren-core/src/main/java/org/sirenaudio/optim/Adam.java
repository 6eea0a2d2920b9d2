package org.sirenaudio.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.io.Floats;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), with β = (0.9, 0.999) and ε = 1e-8, the defaults of
 * PyTorch.
 */
public final class Adam implements Optimiser {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final ParameterGroup[] groups;
  private final float[] mean;
  private final float[] square;
  private int steps;

  private Adam(int parameters, List<ParameterGroup> groups) {
    this.groups = groups.toArray(ParameterGroup[]::new);
    mean = new float[parameters];
    square = new float[parameters];
  }

  /** One learning rate for all parameters. */
  public static Adam of(int parameters, double rate) {
    return new Adam(parameters, List.of(new ParameterGroup(0, parameters, rate)));
  }

  /** One learning rate per group; parameters in no group are frozen. */
  public static Adam of(int parameters, List<ParameterGroup> groups) {
    return new Adam(parameters, groups);
  }

  @Override
  public void step(float[] parameters, float[] gradient, double rateFactor) {
    steps++;
    double bias1 = 1 - Math.pow(BETA1, steps);
    float root2 = (float) Math.sqrt(1 - Math.pow(BETA2, steps));
    for (ParameterGroup group : groups) {
      float rate = (float) (group.rate() * rateFactor / bias1);
      update(parameters, gradient, group.from(), group.from() + group.length(), rate, root2);
    }
  }

  private void update(float[] p, float[] g, int from, int to, float rate, float root2) {
    float keep1 = (float) BETA1;
    float keep2 = (float) BETA2;
    float take1 = (float) (1 - BETA1);
    float take2 = (float) (1 - BETA2);
    float epsilon = (float) EPSILON;
    float[] m = mean;
    float[] v = square;
    for (int i = from; i < to; i++) {
      float gi = g[i];
      float mi = keep1 * m[i] + take1 * gi;
      float vi = keep2 * v[i] + take2 * gi * gi;
      m[i] = mi;
      v[i] = vi;
      p[i] -= rate * mi / ((float) Math.sqrt(vi) / root2 + epsilon);
    }
  }

  @Override
  public void reset() {
    Arrays.fill(mean, 0);
    Arrays.fill(square, 0);
    steps = 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(steps);
    Floats.write(mean, out);
    Floats.write(square, out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    steps = in.readInt();
    Floats.read(mean, in);
    Floats.read(square, in);
  }
}
