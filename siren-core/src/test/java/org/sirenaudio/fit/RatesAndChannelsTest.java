package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** Rates from 8 to 192 kHz, one to eight channels, from 5 ms on. */
class RatesAndChannelsTest {

  @ParameterizedTest
  @CsvSource({
    "8000, 1, 0.005",
    "8000, 8, 0.25",
    "11025, 3, 0.1",
    "22050, 5, 0.03",
    "32000, 2, 0.005",
    "44100, 6, 0.05",
    "48000, 8, 0.005",
    "88200, 1, 0.1",
    "96000, 4, 0.02",
    "192000, 2, 0.02",
    "192000, 7, 0.005",
    "37800.5, 2, 0.02",
  })
  void everyChannelIsLearnedAtAnyRateAndLength(double rate, int channels, double seconds) {
    int frames = (int) Math.round(rate * seconds);
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      double hertz = 300 + 170 * c;
      for (int i = 0; i < frames; i++) {
        samples[c][i] = (float) (0.4 / (1 + c) * Math.sin(2 * Math.PI * hertz * i / rate + c));
      }
    }
    Clip clip = Clip.of(rate, samples);
    ClipModel model =
        Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(200)))
            .fit(clip, progress -> {});
    Clip rendered = Renderer.of(model).at(rate);
    assertThat(rendered.frames()).isEqualTo(frames);
    for (int c = 0; c < channels; c++) {
      assertThat(snrDb(samples[c], rendered.channel(c))).as("channel %d", c).isGreaterThan(10);
    }
  }

  private static double snrDb(float[] wanted, float[] answer) {
    double signal = 0;
    double error = 0;
    for (int i = 0; i < wanted.length; i++) {
      signal += (double) wanted[i] * wanted[i];
      error += Math.pow(wanted[i] - answer[i], 2);
    }
    return 10 * Math.log10(signal / error);
  }
}
