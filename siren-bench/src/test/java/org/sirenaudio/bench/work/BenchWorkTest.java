package org.sirenaudio.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.ScalarKernels;
import org.sirenaudio.parallel.Workers;

/** What the comparison takes the time of is the work it counts. */
class BenchWorkTest {

  private static final Workload WORK = new Workload(4, 48, 3001);

  @Test
  void aStepCountsThreeTimesTheHiddenProducts() {
    Workload work = new Workload(4, 256, 16_000);
    assertThat(work.forwardFlops()).isEqualTo(3.0 * 2 * 256 * 256 * 16_000);
    assertThat(work.stepFlops()).isEqualTo(3 * work.forwardFlops());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2"})
  void secondOrderStepsLowerTheLossAndAreDeterministic(int layers, int channels) {
    Workload mono = new Workload(layers, 8, 300);
    Workload work = new Workload(mono.spec().withOutFeatures(channels), 300);
    SecondOrderStep stepper = SecondOrderStep.of(Kernels.best(), work);
    float[] step = stepper.run().clone();
    assertThat(stepper.run()).containsExactly(step);
    float[] parameters = work.parameters();
    double before = stepper.loss(parameters);
    for (int i = 0; i < step.length; i++) {
      parameters[i] -= 0.1f * step[i];
    }
    assertThat(stepper.loss(parameters)).isLessThan(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void stepsMatchTheScalarReference(int threads) {
    try (Workers workers = Workers.of(threads);
        Workers one = Workers.of(1)) {
      TrainingStep actual = TrainingStep.of(Kernels.best(), WORK, workers);
      TrainingStep expected = TrainingStep.of(ScalarKernels.INSTANCE, WORK, one);
      for (int i = 0; i < 5; i++) {
        assertThat(actual.run()).isCloseTo(expected.run(), offset(1e-4));
      }
    }
  }

  @Test
  void theForwardPassCoversEveryPoint() {
    try (Workers workers = Workers.of(2)) {
      float[] outputs = ForwardPass.of(Kernels.best(), WORK, workers).run();
      assertThat(Oracle.distance(outputs, Oracle.outputs(WORK))).isLessThan(2e-5);
    }
  }

  @Test
  void everyNetworkOfABatchIsTrained() {
    try (Workers workers = Workers.of(2);
        Workers one = Workers.of(1)) {
      NetworkBatch batch = new NetworkBatch(5, WORK, workers, one);
      double loss = Oracle.loss(Oracle.outputs(WORK));
      assertThat(batch.run()).isCloseTo(5 * loss, offset(1e-4));
      assertThat(batch.run()).isLessThan(5 * loss);
    }
  }

  @Test
  void secondsPerStepArePositiveAndFinite() {
    double seconds = new FitterStepTimer(new Workload(2, 8, 500), 1).secondsPerStep(0.05);
    assertThat(seconds).isPositive().isFinite();
  }

  @Test
  void aStepsMemoryDoesNotGrowWithThePoints() {
    try (Workers workers = Workers.of(1)) {
      MemoryUse few = MemoryUse.measure(new Workload(2, 16, 50_000), workers);
      MemoryUse many = MemoryUse.measure(new Workload(2, 16, 500_000), workers);
      assertThat(few.allocated()).isNotNegative();
      assertThat(many.allocated()).isLessThan(500_000);
    }
  }
}
