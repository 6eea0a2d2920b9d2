package org.sirenaudio.bench.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;

/** The pieces of the page about training. */
class BenchTrainingTest {

  private static Clip noise(int frames) {
    SplittableRandom random = new SplittableRandom(3);
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      samples[n] = (float) random.nextDouble(-1, 1);
    }
    return Clip.of(8000, new float[][] {samples});
  }

  /** Transforms that keep the energy are orthonormal, since theirs is that of the clip. */
  @Test
  void bothTransformsAreOrthonormal() {
    Clip clip = noise(1300);
    double energy = 0;
    for (float sample : clip.channel(0)) {
      energy += (double) sample * sample;
    }
    DctControl control = DctControl.of(clip);
    assertThat(sum(control.plain())).isCloseTo(energy, offset(1e-9 * energy));
    assertThat(sum(control.overlapped())).isCloseTo(energy, offset(1e-9 * energy));
    assertThat(control.db(0)).isCloseTo(0, offset(1e-9));
    assertThat(control.db(1000)).isGreaterThan(control.db(500));
    assertThat(control.db(3 * DctControl.BLOCK)).isInfinite();
  }

  @Test
  void aBasisFunctionOfTheDctHasOneCoefficient() {
    float[] samples = new float[DctControl.BLOCK];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) Math.cos(Math.PI * (n + 0.5) * 37 / samples.length);
    }
    Clip clip = Clip.of(8000, new float[][] {samples});
    assertThat(DctControl.of(clip).db(1)).isGreaterThan(120);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void figuresAreReadFromTheCommandsJson() {
    String json = "{\"snrDb\":45.5,\"betweenDb\":null,\"windows\":12,\"silent\":false}\n";
    assertThat(ColdFit.numbers(json)).isEqualTo(Map.of("snrDb", 45.5, "windows", 12.0));
    String nested =
        "{\"lowestWindows\": [{\"snrDb\": 8.6}], \"snrDb\": 45.5, \"of\": {\"snrDb\": 1}}";
    assertThat(ColdFit.numbers(nested)).isEqualTo(Map.of("snrDb", 45.5));
  }

  @Test
  void onlyFitsWithATimeBudgetAreScaled() {
    assertThat(Ablation.ANY.options(0.1)).isEqualTo("--parameters 198145 --seconds 6.00");
    assertThat(Ablation.ALL).anyMatch(way -> way.options(0.1).isEmpty());
    assertThat(Ablation.ALL).contains(Ablation.PAPER, Ablation.SINGLE, Ablation.QUARTERS);
  }

  @Test
  void plotsAreDrawn() throws IOException {
    ColdFit fit =
        new ColdFit(Map.of("snrDb", 40.0), List.of(new double[] {1, 3}, new double[] {2, 5}), "");
    ColdFit none = new ColdFit(Map.of(), List.of(), "collapsed");
    assertThat(width(TrainingPlots.bars("test", List.of(fit, none)))).isEqualTo(1000);
    SequencedMap<String, List<double[]>> curves = new LinkedHashMap<>();
    curves.put("fit", fit.curve());
    curves.put("none", none.curve());
    assertThat(width(TrainingPlots.curves("test", curves))).isEqualTo(1000);
  }

  private static int width(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png)).getWidth();
  }
}
