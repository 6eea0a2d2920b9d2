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
  void audibleWindowsGetAtLeast16DbFrom20DbOn() {
    for (double db : new double[] {20, 32, 46, 60}) {
      for (boolean limited : new boolean[] {false, true}) {
        assertThat(NoiseTarget.of(0, db, 0.01, limited).leastDb()).isBetween(16.0, db);
      }
    }
  }

  @Test
  void limitedParametersLowerTheMinimumOfQuietWindows() {
    assertThat(NoiseTarget.of(0, 46, 0.01, true).leastDb())
        .isLessThan(NoiseTarget.of(0, 46, 0.01, false).leastDb());
  }
}
