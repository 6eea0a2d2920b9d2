package org.sirenaudio.fit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTargetTest {

  @Test
  void targetsGetStricterUpToTheGoal() {
    List<NoiseTarget> targets = NoiseTarget.upTo(46, 0.01, false);
    assertThat(targets.getLast().noise()).isCloseTo(0.01 * Math.pow(10, -4.6), within(1e-12));
    assertThat(targets).isSortedAccordingTo((a, b) -> Double.compare(b.noise(), a.noise()));
    assertThat(NoiseTarget.upTo(3, 1, false)).hasSize(1);
    // A quiet window has a target of its own, an inaudible one that of all.
    NoiseTarget last = targets.getLast();
    assertThat(last.noiseOf(1e-5)).isLessThan(last.noise());
    assertThat(last.noiseOf(1e-7)).isEqualTo(last.noise());
    assertThat(last.floorOf(1e-7)).isInfinite();
  }

  @Test
  void withFewParametersQuietWindowsGetTheMinimumOnly() {
    assertThat(NoiseTarget.upTo(46, 0.01, false).getLast().leastDb()).isEqualTo(23);
    List<NoiseTarget> targets = NoiseTarget.upTo(46, 0.01, true);
    assertThat(targets.getLast().leastDb()).isEqualTo(16);
    assertThat(targets.get(3).leastDb()).isEqualTo(16);
    assertThat(targets.get(0).leastDb()).isEqualTo(4);
  }
}
