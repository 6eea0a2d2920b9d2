package org.sirenaudio.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sirenaudio.parallel.Workers;

class PeakTest {

  @Test
  void thePeakLoopsSumsAreCorrect() {
    // s ← s/2 + 1 comes to 2, in each of the twelve sums.
    assertThat(Peak.turns(0.5f, 1)).isEqualTo(24);
    try (Workers workers = Workers.of(2)) {
      assertThat(new Peak(workers).secondsPerGigaflop(0.01)).isPositive().isFinite();
    }
  }

  @Test
  void theLauncherKeepsTheLoopFromBeingInlined() {
    assertThat(Path.of("..", "siren"))
        .content()
        .contains("-XX:CompileCommand=dontinline," + Peak.class.getName() + "::turns");
  }
}
