package org.sirenaudio.bench.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.fit.config.FitConfig;

/** The synthetic signals, and fits of the shortest of each kind. */
class BenchSignalsTest {

  private static Stream<SyntheticSignal.Made> all() {
    return IntStream.rangeClosed(1, SyntheticSignal.COUNT).mapToObj(SyntheticSignal::of);
  }

  /** The shortest of each kind, and three in stereo. */
  static List<SyntheticSignal.Made> shortest() {
    Comparator<SyntheticSignal.Made> frames = Comparator.comparingInt(made -> made.clip().frames());
    Stream<SyntheticSignal.Made> ofEachKind =
        SyntheticSignal.KINDS.stream()
            .map(kind -> all().filter(made -> made.kind().equals(kind)).min(frames).orElseThrow());
    Stream<SyntheticSignal.Made> stereo =
        all().filter(made -> made.clip().channels() == 2).sorted(frames).limit(3);
    return Stream.concat(ofEachKind, stereo).toList();
  }

  @ParameterizedTest
  @MethodSource("shortest")
  void theDefaultFitDoesNotCollapse(SyntheticSignal.Made sound) {
    Signals.Result result = Signals.Result.of(sound, FitConfig.balanced());
    assertThat(result.flaw()).as(sound.name()).isEmpty();
    assertThat(result.snrDb()).isGreaterThan(20);
  }

  @Test
  void twoHundredSignalsOfAllLengthsAndRatesAreAudible() {
    List<SyntheticSignal.Made> sounds = all().toList();
    assertThat(sounds).hasSize(200);
    assertThat(sounds).anyMatch(made -> made.clip().seconds() == 0.005);
    assertThat(sounds).anyMatch(made -> made.clip().seconds() == 30);
    assertThat(sounds).anyMatch(made -> made.clip().sampleRate() == 8000);
    assertThat(sounds).anyMatch(made -> made.clip().sampleRate() == 192_000);
    for (SyntheticSignal.Made sound : sounds) {
      double energy = 0;
      for (float sample : sound.clip().channel(0)) {
        assertThat(sample).isBetween(-1f, 1f);
        energy += sample * sample;
      }
      assertThat(energy).as(sound.name()).isPositive();
    }
  }
}
