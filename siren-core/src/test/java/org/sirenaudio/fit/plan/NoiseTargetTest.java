package org.sirenaudio.fit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sirenaudio.fit.config.FitConfig;

class NoiseTargetTest {

  private static final NoiseGoal FREE = new NoiseGoal(0.01, 46, 0, false);
  private static final NoiseGoal LIMITED = new NoiseGoal(0.01, 46, 0, true);

  @Test
  void targetsGetStricterUpToTheGoal() {
    List<NoiseTarget> targets = NoiseTarget.upTo(46, FREE);
    assertThat(targets.getLast().noise()).isCloseTo(0.01 * Math.pow(10, -4.6), within(1e-12));
    assertThat(targets).isSortedAccordingTo((a, b) -> Double.compare(b.noise(), a.noise()));
    assertThat(NoiseTarget.upTo(3, FREE)).hasSize(1);
    // A quiet window has a target of its own, an inaudible one that of all.
    NoiseTarget last = targets.getLast();
    assertThat(last.noiseOf(WindowLevel.unmasked(1e-5))).isLessThan(last.noise());
    assertThat(last.noiseOf(WindowLevel.unmasked(1e-7))).isEqualTo(last.noise());
    assertThat(last.floorOf(WindowLevel.unmasked(1e-7))).isInfinite();
  }

  @Test
  void audibleWindowsGetAtLeast16DbFrom20DbOn() {
    for (double db : new double[] {20, 32, 46, 60}) {
      for (NoiseGoal goal : List.of(FREE, LIMITED)) {
        assertThat(NoiseTarget.of(0, db, goal).leastDb()).isBetween(16.0, db);
      }
    }
  }

  @Test
  void limitedParametersLowerTheMinimumOfQuietWindows() {
    assertThat(NoiseTarget.of(0, 46, LIMITED).leastDb())
        .isLessThan(NoiseTarget.of(0, 46, FREE).leastDb());
  }

  @Test
  void whatAWindowMasksCountsAtTheGoalAndAsMuchMoreBeforeIt() {
    NoiseGoal goal = NoiseGoal.of(FitConfig.transparent(), 1);
    List<NoiseTarget> targets = NoiseTarget.upTo(80, goal);
    WindowLevel quiet = WindowLevel.masking(1e-3, 1e-9);
    assertThat(targets.getLast().noiseOf(quiet)).isEqualTo(1e-9);
    NoiseTarget first = targets.getFirst();
    assertThat(first.noiseOf(WindowLevel.masking(1, 1e-9)))
        .isCloseTo(1e-9 * Math.pow(10, 7.2), within(1e-6));
  }

  @Test
  void anAudibleWindowGetsMoreThan40DecibelsWhateverItMasks() {
    assertThat(WindowLevel.masking(1e-3, 1).masked()).isBetween(5e-8, 1e-7);
    assertThat(WindowLevel.masking(1e-9, 1).masked()).isEqualTo(1);
  }

  @Test
  void noTargetLiesBelowTheNoiseOf16BitRounding() {
    NoiseGoal goal = NoiseGoal.of(FitConfig.transparent(), 1e-5);
    assertThat(NoiseTarget.upTo(80, goal).getLast().noise()).isCloseTo(7.76e-11, within(1e-13));
    assertThat(WindowLevel.masking(1e-3, 1e-15).masked()).isCloseTo(7.76e-11, within(1e-13));
    assertThat(NoiseTarget.upTo(80, NoiseGoal.of(FitConfig.fine(), 1e-5)).getLast().noise())
        .isCloseTo(1e-13, within(1e-15));
  }
}
