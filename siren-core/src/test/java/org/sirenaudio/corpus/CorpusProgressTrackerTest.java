package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorpusProgressTrackerTest {

  @Test
  void aFinishedCorpusIsExactlyAllSpent() {
    CorpusProgressTracker tracker = new CorpusProgressTracker(progress -> {}, 2, 2);
    for (int clip = 0; clip < 2; clip++) {
      double reported = 0;
      for (int part = 0; part < 7; part++) {
        tracker.part(0.1);
        reported += 0.1;
      }
      tracker.done(ManifestRow.failed("x.wav", null, "x.wav: bad"), false, 1 - reported - 1e-12);
    }
    assertThat(tracker.now().spent()).isEqualTo(1);
    assertThat(tracker.now().secondsLeft()).isZero();
  }

  @Test
  void theFractionSpentFollowsTheSizes() {
    CorpusProgressTracker tracker = new CorpusProgressTracker(progress -> {}, 2, 4);
    tracker.part(1);
    assertThat(tracker.now().spent()).isEqualTo(0.25);
  }
}
