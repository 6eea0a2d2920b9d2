package org.sirenaudio.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

class LevenbergMarquardtTest {
  private static final int POINTS = 60;
  private static final Layers LAYERS =
      new Layers(List.of(new LayerSpec(1, 6, new Activation.Sine(20)), LayerSpec.linear(6, 1)));

  private final NormalEquations equations = Kernels.best().normalEquations(LAYERS);
  private final LevenbergMarquardt training = new LevenbergMarquardt();

  private static float[] parameters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] parameters = new float[LAYERS.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextDouble(-1, 1);
    }
    return parameters;
  }

  /** What the network is at some parameters, as a target. */
  private Points outputs(float[] parameters) {
    Points silence = Points.evenlySpaced(new float[POINTS], 1);
    return Points.evenlySpaced(equations.residuals(parameters, silence).clone(), 1);
  }

  private static byte[] saved(LevenbergMarquardt training) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    training.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static double damping(LevenbergMarquardt training) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(saved(training))).readDouble();
  }

  @Test
  void noStepRaisesTheError() {
    float[] p = parameters(1);
    Points points = outputs(parameters(2));
    double first = equations.evaluate(p, points);
    double before = first;
    assertThat(training.loss()).isNaN();
    for (int step = 0; step < 60; step++) {
      float[] old = p.clone();
      boolean taken = training.step(equations, p, points);
      assertThat(training.loss()).isCloseTo(equations.evaluate(p, points), within(1e-6 * first));
      if (taken) {
        assertThat(training.loss()).isLessThan(before * (1 + 1e-6));
      } else {
        assertThat(p).isEqualTo(old);
      }
      before = training.loss();
    }
    assertThat(before).isLessThan(first / 10);
  }

  /** Nielsen's rule: a reduction as predicted lets the damping fall by the most it may. */
  @Test
  void aStepThatDoesWhatItPromisesLowersTheDampingToAThird() throws IOException {
    float[] p = parameters(1);
    Points points = outputs(p);
    for (int i = 0; i < p.length; i++) {
      p[i] *= 1.001f;
    }
    assertThat(training.step(equations, p, points)).isTrue();
    assertThat(damping(training)).isCloseTo(1.0 / 3, within(1e-6));
  }

  /** Factors of 2, 4, 8 and 16, then 16 up to a million. */
  @Test
  void withoutAnyErrorToReduceItIsStuckUntilParametersAreAdded() throws IOException {
    float[] p = parameters(1);
    Points points = outputs(p);
    float[] old = p.clone();
    assertThat(training.step(equations, p, points)).isFalse();
    assertThat(training.stuck()).isFalse();
    assertThat(damping(training)).isEqualTo(1024);
    assertThat(training.step(equations, p, points)).isFalse();
    assertThat(training.stuck()).isTrue();
    assertThat(damping(training)).isEqualTo(1e6);
    assertThat(training.step(equations, p, points)).isFalse();
    assertThat(p).isEqualTo(old);
    assertThat(training.loss()).isZero();
    training.grown();
    assertThat(training.stuck()).isFalse();
    assertThat(damping(training)).isEqualTo(1);
  }

  @Test
  void aSavedOrCopiedStateResumesExactly() throws IOException {
    float[] p = parameters(1);
    Points points = outputs(parameters(2));
    for (int step = 0; step < 5; step++) {
      training.step(equations, p, points);
    }
    byte[] state = saved(training);
    LevenbergMarquardt loaded = new LevenbergMarquardt();
    loaded.load(new DataInputStream(new ByteArrayInputStream(state)));
    assertThat(saved(loaded)).isEqualTo(state).hasSize(24);
    LevenbergMarquardt copy = training.copy();
    float[] q = p.clone();
    float[] r = p.clone();
    training.step(equations, p, points);
    loaded.step(equations, q, points);
    copy.step(equations, r, points);
    assertThat(q).isEqualTo(p);
    assertThat(r).isEqualTo(p);
    assertThat(saved(loaded)).isEqualTo(saved(training)).isEqualTo(saved(copy));
  }
}
