package org.sirenaudio.fit.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.InterpolationTarget;
import org.sirenaudio.fit.data.Centred;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.data.Interpolant;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.parallel.Workers;

class QualityMeterTest {

  /** A time budget reserves this; NaN would end the fit at once. */
  @ParameterizedTest
  @ValueSource(ints = {20, 1000, 60_000})
  void theEstimatedMeasuringTimeIsFiniteForTinyWindows(int frames) {
    Clip clip = Clip.of(8000, new float[1][3 * frames]);
    Network network = Network.create(NetworkSpec.siren(4, 1, 30, 30), 1);
    List<Segment> begun = List.of(new Segment(0, frames, network));
    try (Workers workers = Workers.of(2)) {
      ClipAnalysis analysis = ClipAnalysis.of(clip);
      double seconds =
          QualityMeter.secondsPerFrame(
              begun,
              1,
              new Centred(clip, analysis.level().offsets()),
              analysis.level().channels(),
              Interpolant.of(clip, analysis.spectrum(), InterpolationTarget.SINC),
              workers);
      assertThat(seconds).isPositive().isFinite();
    }
  }
}
