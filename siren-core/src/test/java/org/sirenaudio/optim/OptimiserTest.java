package org.sirenaudio.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sirenaudio.fit.config.Schedule;

class OptimiserTest {

  /**
   * Both means of a gradient that stays are, without their bias, the gradient itself: a step is the
   * rate, whatever the scale. What many other steps come to, PyTorchGoldenTest has from PyTorch.
   */
  @Test
  void adamMovesByItsRateUnderAConstantGradient() {
    float[] p = {0.5f, -2, 3};
    Adam adam = Adam.of(3, 1e-2);
    for (int step = 1; step <= 50; step++) {
      adam.step(p, new float[] {0.3f, -1e-3f, 200}, 1);
    }
    assertThat(p[0]).isCloseTo(0.5f - 0.5f, within(1e-4f));
    assertThat(p[1]).isCloseTo(-2 + 0.5f, within(1e-4f));
    assertThat(p[2]).isCloseTo(3 - 0.5f, within(1e-4f));
  }

  @Test
  void groupsHaveTheirOwnRates() {
    float[] p = new float[4];
    Adam adam = Adam.of(4, List.of(new ParameterGroup(0, 1, 0.1), new ParameterGroup(2, 2, 0.01)));
    adam.step(p, new float[] {1, 1, 1, -1}, 0.5);
    assertThat(p[0]).isCloseTo(-0.05f, within(1e-6f));
    assertThat(p[1]).isZero();
    assertThat(p[2]).isCloseTo(-0.005f, within(1e-6f));
    assertThat(p[3]).isCloseTo(0.005f, within(1e-6f));
  }

  @Test
  void resetRestoresTheInitialState() {
    Adam used = Adam.of(1, 0.1);
    used.step(new float[1], new float[] {5}, 1);
    used.reset();
    float[] p = new float[1];
    float[] q = new float[1];
    used.step(p, new float[] {-1}, 1);
    Adam.of(1, 0.1).step(q, new float[] {-1}, 1);
    assertThat(p).isEqualTo(q);
  }

  @Test
  void resetRestoresTheInitialStateOfMuonToo() {
    List<Muon.Matrix> matrices = List.of(new Muon.Matrix(0, 4, 5, 0.1));
    List<ParameterGroup> rest = List.of(new ParameterGroup(20, 3, 0.01));
    Optimiser used = Muon.of(23, matrices, rest);
    step(used, new float[23], 1);
    used.reset();
    float[] p = new float[23];
    float[] q = new float[23];
    step(used, p, 2);
    step(Muon.of(23, matrices, rest), q, 2);
    assertThat(p).isEqualTo(q);
  }

  @Test
  void aSavedOptimiserResumesExactly() throws IOException {
    List<Muon.Matrix> matrices = List.of(new Muon.Matrix(0, 4, 5, 0.1));
    List<ParameterGroup> rest = List.of(new ParameterGroup(20, 3, 0.01));
    Optimiser first = Muon.of(23, matrices, rest);
    float[] p = new float[23];
    step(first, p, 1);
    step(first, p, 2);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    first.save(new DataOutputStream(saved));
    float[] q = p.clone();
    step(first, p, 3);
    Optimiser second = Muon.of(23, matrices, rest);
    step(second, new float[23], 4);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
    second.load(in);
    assertThat(in.read()).as("nothing is left").isNegative();
    step(second, q, 3);
    assertThat(q).isEqualTo(p);
  }

  private static void step(Optimiser optimiser, float[] parameters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] gradient = new float[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = random.nextFloat() - 0.5f;
    }
    optimiser.step(parameters, gradient, 1);
  }

  @Test
  void muonMovesAllSingularDirectionsEquallyFar() {
    int rows = 24;
    int columns = 16;
    SplittableRandom random = new SplittableRandom(3);
    float[] gradient = new float[rows * columns + 1];
    for (int i = 0; i < gradient.length; i++) {
      // Columns of very different strength.
      gradient[i] = (random.nextFloat() - 0.5f) * (float) Math.pow(10, -(i % columns) / 8.0);
    }
    float[] p = new float[gradient.length];
    Muon muon =
        Muon.of(
            p.length,
            List.of(new Muon.Matrix(0, rows, columns, 0.1)),
            List.of(new ParameterGroup(rows * columns, 1, 0.01)));
    muon.step(p, gradient, 1);
    // Singular values of the step lie about 0.1, so its squares add up to about 16 · 0.01.
    double squares = 0;
    double along = 0;
    for (int i = 0; i < rows * columns; i++) {
      squares += (double) p[i] * p[i];
      along += (double) p[i] * gradient[i];
    }
    assertThat(squares).isBetween(0.4 * 0.16, 1.5 * 0.16);
    assertThat(along).as("downhill").isNegative();
    assertThat(Math.abs(p[rows * columns]))
        .as("the rest goes by Adam")
        .isCloseTo(0.01f, within(1e-6f));
  }

  @Test
  void aZeroGradientMovesNothing() {
    float[] p = {1, 2, 3, 4};
    Muon muon = Muon.of(4, List.of(new Muon.Matrix(0, 2, 2, 0.1)), List.of());
    muon.step(p, new float[4], 1);
    assertThat(p).containsExactly(1, 2, 3, 4);
  }

  @Test
  void cosineWarmsUpAndDecays() {
    Schedule schedule = new Schedule.Cosine(0.1, 0.02);
    assertThat(schedule.factor(0)).isEqualTo(0.02);
    assertThat(schedule.factor(0.05)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(0.1)).isCloseTo(1, within(1e-12));
    assertThat(schedule.factor(0.55)).isCloseTo(0.51, within(1e-12));
    assertThat(schedule.factor(1)).isCloseTo(0.02, within(1e-12));
    assertThat(schedule.factor(1.5)).isCloseTo(0.02, within(1e-12));
    assertThat(new Schedule.Cosine(0, 0).factor(0)).isEqualTo(1);
    assertThat(new Schedule.Constant().factor(0.7)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Cosine(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Cosine(0.1, Double.NaN));
  }
}
