package org.sirenaudio.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.bench.work.Oracle;
import org.sirenaudio.bench.work.Rendering;
import org.sirenaudio.bench.work.TrainingStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/** What the JMH benchmarks take the time of is the work they are named after. */
class JmhBenchmarksTest {

  private static final double NEAR = 2e-5;

  @ParameterizedTest
  @CsvSource({"1, 16", "4, 16", "4, 64"})
  void passesMatchTheOracle(int layers, int width) {
    PassBenchmark benchmark = new PassBenchmark();
    benchmark.layers = layers;
    benchmark.width = width;
    benchmark.setUp();
    Workload work = benchmark.work();
    assertThat(Oracle.distance(benchmark.forward(), Oracle.outputs(work))).isLessThan(NEAR);
    assertThat(Oracle.distance(benchmark.backward(), Oracle.gradient(work))).isLessThan(NEAR);
    assertThat(Oracle.distance(benchmark.backward(), Oracle.gradient(work)))
        .as("a second run, which must not add to the first")
        .isLessThan(NEAR);
  }

  @Test
  void adamsFirstStepIsTheRateAgainstTheSignOfTheGradient() {
    OptimiserBenchmark benchmark = new OptimiserBenchmark();
    benchmark.setUp();
    float[] before = benchmark.work().parameters();
    float[] after = benchmark.adam();
    for (int i = 0; i < before.length; i++) {
      double step = -OptimiserBenchmark.RATE * Math.signum(benchmark.gradient()[i]);
      assertThat((double) after[i] - before[i]).isCloseTo(step, offset(2e-7));
    }
  }

  @Test
  void muonsFirstStepDescends() {
    OptimiserBenchmark benchmark = new OptimiserBenchmark();
    benchmark.setUp();
    float[] before = benchmark.work().parameters();
    float[] after = benchmark.muon();
    double descent = 0;
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isFinite();
      descent += ((double) after[i] - before[i]) * benchmark.gradient()[i];
    }
    assertThat(descent).isNegative();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void stepsStartAtTheLossOfTheOracleAndLowerIt(int threads) {
    Workload work = new Workload(Workload.USUAL_LAYERS, 32, 3000);
    try (Workers workers = Workers.of(threads)) {
      TrainingStep step = TrainingStep.of(Kernels.best(), work, workers);
      double first = step.run();
      assertThat(first).isCloseTo(Oracle.loss(Oracle.outputs(work)), offset(1e-5));
      double last = first;
      for (int i = 0; i < 30; i++) {
        last = step.run();
      }
      assertThat(last).isLessThan(first);
    }
  }

  @Test
  void renderingMatchesTheOracle() {
    Workload work = new Workload(Workload.USUAL_LAYERS, 16, 3000);
    assertThat(Oracle.distance(Rendering.of(work, 1).run(), Oracle.outputs(work))).isLessThan(NEAR);
  }

  @Test
  void aSecondOrderStepLowersTheLoss() {
    SecondOrderBenchmark benchmark = new SecondOrderBenchmark();
    benchmark.setUp();
    SecondOrderBenchmark.Work done = new SecondOrderBenchmark.Work();
    float[] step = benchmark.step(done);
    float[] parameters = benchmark.work().parameters();
    double before = benchmark.stepper().loss(parameters);
    for (int i = 0; i < step.length; i++) {
      parameters[i] -= 0.1f * step[i];
    }
    assertThat(benchmark.stepper().loss(parameters)).isLessThan(before);
    // 321 parameters: 1 to 16 to 16 to 1, with biases.
    assertThat(done.gigaflops)
        .isCloseTo(1e-9 * (512 * 321.0 * 321 + 321.0 * 321 * 321 / 3), offset(1e-12));
  }
}
