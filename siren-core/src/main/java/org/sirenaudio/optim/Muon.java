package org.sirenaudio.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.io.Floats;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.Orthogonaliser;

/**
 * Muon (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"): the step of
 * a weight matrix is its orthogonalised momentum, so that all directions move equally far. First
 * and final layers and biases use Adam, as its authors recommend.
 */
public final class Muon implements Optimiser {

  private static final float MOMENTUM = 0.95f;

  /**
   * A weight matrix updated by Muon.
   *
   * @param from index of its first parameter
   * @param rows its height
   * @param columns its width
   * @param rate step size of every direction: the singular values of the step
   */
  public record Matrix(int from, int rows, int columns, double rate) {}

  private final List<Matrix> matrices;
  private final List<float[]> momentum = new ArrayList<>();
  private final List<float[]> directions = new ArrayList<>();
  private final List<Orthogonaliser> orthogonalisers = new ArrayList<>();
  private final Adam rest;

  private Muon(int parameters, List<Matrix> matrices, List<ParameterGroup> rest) {
    this.matrices = List.copyOf(matrices);
    for (Matrix matrix : matrices) {
      momentum.add(new float[matrix.rows() * matrix.columns()]);
      directions.add(new float[matrix.rows() * matrix.columns()]);
      orthogonalisers.add(Kernels.best().orthogonaliser(matrix.rows(), matrix.columns()));
    }
    this.rest = Adam.of(parameters, rest);
  }

  /**
   * @param parameters number of parameters
   * @param matrices those updated by Muon
   * @param rest those updated by Adam
   */
  public static Muon of(int parameters, List<Matrix> matrices, List<ParameterGroup> rest) {
    return new Muon(parameters, matrices, rest);
  }

  @Override
  public void step(float[] parameters, float[] gradient, double rateFactor) {
    rest.step(parameters, gradient, rateFactor);
    for (int m = 0; m < matrices.size(); m++) {
      Matrix matrix = matrices.get(m);
      float[] velocity = momentum.get(m);
      int from = matrix.from();
      float[] direction = directions.get(m);
      for (int i = 0; i < velocity.length; i++) {
        float g = gradient[from + i];
        float v = MOMENTUM * velocity[i] + (1 - MOMENTUM) * g;
        velocity[i] = v;
        direction[i] = MOMENTUM * v + (1 - MOMENTUM) * g;
      }
      orthogonalisers.get(m).run(direction);
      float step = (float) (matrix.rate() * rateFactor);
      for (int i = 0; i < velocity.length; i++) {
        parameters[from + i] -= step * direction[i];
      }
    }
  }

  @Override
  public void reset() {
    rest.reset();
    momentum.forEach(v -> Arrays.fill(v, 0));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    rest.save(out);
    for (float[] velocity : momentum) {
      Floats.write(velocity, out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    rest.load(in);
    for (float[] velocity : momentum) {
      Floats.read(velocity, in);
    }
  }
}
