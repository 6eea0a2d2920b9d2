package org.sirenaudio.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Figures over the rounds. */
class SeriesTest {

  @Test
  void quartilesLieBetweenTheRounds() {
    Series series = new Series(new double[] {4, 1, 3, 2});
    assertThat(series.median()).isEqualTo(2.5);
    assertThat(series.lowerQuartile()).isEqualTo(1.75);
    assertThat(series.upperQuartile()).isEqualTo(3.25);
  }

  @Test
  void sharesAndRatiosAreComputedPerRound() {
    var ours = new Outcome.Measured("ours", 2e9, new Series(new double[] {1, 2, 4}));
    var peak = new Outcome.Measured("peak", 1e9, new Series(new double[] {0.25, 0.5, 1}));
    assertThat(ours.shareOf(peak).rounds()).containsExactly(0.5, 0.5, 0.5);
    assertThat(peak.speedUpOver(ours).rounds()).containsExactly(4, 4, 4);
  }
}
