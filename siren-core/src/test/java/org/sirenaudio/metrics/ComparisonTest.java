package org.sirenaudio.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.GoldenSignals;
import org.sirenaudio.error.BadDataException;

class ComparisonTest {
  private static final int FRAMES = 5000;

  private static Clip clip(double rate, float[][] samples) {
    return Clip.of(rate, samples);
  }

  @Test
  void everyMetricHasARowOfAllAndOfEachChannel() throws IOException {
    float[][] reference = GoldenSignals.reference(2, FRAMES);
    float[][] estimate = GoldenSignals.estimate(2, FRAMES);
    Comparison comparison =
        Comparison.of(clip(8000, reference), "one", clip(8000, estimate), "two");
    assertThat(comparison.rows()).extracting(Comparison.Row::metric).isEqualTo(Metrics.at(8000));
    for (Comparison.Row row : comparison.rows()) {
      double[] channels = row.metric().perChannel(reference, estimate);
      assertThat(row.overall()).isEqualTo(row.metric().of(reference, estimate));
      assertThat(row.perChannel()).isEqualTo(List.of(channels[0], channels[1]));
    }
  }

  @Test
  void soundsOfAnotherRateAreNotCompared() {
    float[][] samples = GoldenSignals.reference(1, FRAMES);
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Comparison.of(clip(8000, samples), "one", clip(16_000, samples), "two"))
        .withMessageContaining("two");
  }
}
