package org.sirenaudio.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.bench.work.TrainingStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.ScalarKernels;
import org.sirenaudio.parallel.Workers;

/** The kinds of network that are compared, and their work. */
class KindComparisonTest {

  static Stream<NetworkKind> dense() {
    return KindComparison.dense();
  }

  @ParameterizedTest
  @MethodSource("dense")
  void everyKindTrainsLikeTheScalarReference(NetworkKind kind) {
    Workload work = KindComparison.work(kind, 24, 1001);
    try (Workers one = Workers.of(1)) {
      TrainingStep actual = TrainingStep.of(Kernels.best(), work, one);
      TrainingStep expected = TrainingStep.of(ScalarKernels.INSTANCE, work, one);
      // Adam amplifies rounding where a gradient is near zero.
      for (int i = 0; i < 2; i++) {
        double loss = expected.run();
        assertThat(actual.run()).isCloseTo(loss, offset(1e-3 * loss));
      }
    }
  }

  @Test
  void kindsAreComparedAtTheSizeThatTheGoalsUse() {
    assertThat(dense()).first().isEqualTo(NetworkKind.SIREN);
    assertThat(dense()).doesNotContain(NetworkKind.GRID, NetworkKind.FOURIER_KAN);
    assertThat(KindComparison.work(NetworkKind.SIREN, 256, 100))
        .isEqualTo(new Workload(4, 256, 100));
  }

  @Test
  void flopCountsIncludeOnlyTheWorkThatAKindNeeds() {
    double hidden = 2.0 * 256 * 256 * 100;
    // Two planes of each complex feature.
    assertThat(KindComparison.work(NetworkKind.WIRE_COMPLEX, 256, 100).stepFlops())
        .isEqualTo(3 * 3 * 4 * hidden);
    // 256 features of a fixed encoding, which need no gradient.
    assertThat(KindComparison.work(NetworkKind.FOURIER_FEATURES, 256, 100).stepFlops())
        .isEqualTo((3 * 4 - 1) * hidden);
  }
}
