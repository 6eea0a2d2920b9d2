package org.sirenaudio.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.dsp.GoldenSignals;

class LossesTest {
  record Sample(int channel, int frame, double gradient) {}

  record Golden(
      String name, int channels, int frames, double value, double norm, List<Sample> samples) {
    @Override
    public String toString() {
      return name + ", " + channels + " x " + frames;
    }
  }

  static Stream<Golden> golden() throws IOException {
    List<Golden> cases = new ArrayList<>();
    for (String[] line : GoldenSignals.lines("loss-golden.txt")) {
      if (line.length == 5) {
        cases.add(
            new Golden(
                line[0],
                Integer.parseInt(line[1]),
                Integer.parseInt(line[2]),
                Double.parseDouble(line[3]),
                Double.parseDouble(line[4]),
                new ArrayList<>()));
      } else {
        cases
            .getLast()
            .samples()
            .add(
                new Sample(
                    Integer.parseInt(line[0]),
                    Integer.parseInt(line[1]),
                    Double.parseDouble(line[2])));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void agreesWithPyTorch(Golden golden) {
    int channels = golden.channels();
    float[] target = interleave(GoldenSignals.reference(channels, golden.frames()));
    float[] prediction = interleave(GoldenSignals.estimate(channels, golden.frames()));
    float[] gradient = new float[prediction.length];
    double value =
        switch (Losses.byName(golden.name())) {
          case PointwiseLoss loss ->
              loss.accumulate(prediction, target, 0, target.length, 1.0 / target.length, gradient);
          case WindowLoss loss ->
              loss.evaluate(
                  prediction, target, golden.frames(), channels, 1, gradient, new LossScratch());
        };
    assertThat(value).isCloseTo(golden.value(), within(1e-10));
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(golden.norm(), within(1e-6 * golden.norm()));
    double typical = golden.norm() / Math.sqrt(gradient.length);
    assertThat(golden.samples()).hasSizeGreaterThan(10);
    for (Sample sample : golden.samples()) {
      assertThat((double) gradient[sample.frame() * channels + sample.channel()])
          .isCloseTo(sample.gradient(), within(1e-6 * typical));
    }
  }

  @Test
  void everyLossHasGoldenValues() throws IOException {
    assertThat(golden().map(Golden::name).distinct()).containsExactlyElementsOf(Losses.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "l1"})
  void aPointwiseLossIsTheSumOfItsPieces(String name) {
    PointwiseLoss loss = (PointwiseLoss) Losses.byName(name);
    float[] target = GoldenSignals.reference(1, 1000)[0];
    float[] prediction = GoldenSignals.estimate(1, 1000)[0];
    float[] whole = new float[1000];
    float[] pieces = new float[1000];
    double value = loss.accumulate(prediction, target, 0, 1000, 0.001, whole);
    double sum = 0;
    for (int from = 0; from < 1000; from += 96) {
      sum += loss.accumulate(prediction, target, from, Math.min(1000, from + 96), 0.001, pieces);
    }
    assertThat(sum).isCloseTo(value, within(1e-15));
    assertThat(pieces).isEqualTo(whole);
    assertThat(loss.accumulate(prediction, target, 5, 5, 1, whole)).isZero();
    assertThat(loss.accumulate(target, target, 0, 1000, 1, whole)).isZero();
    assertThat(whole).containsOnly(0);
    prediction[3] = Float.NaN;
    assertThat(loss.accumulate(prediction, target, 0, 1000, 1, whole)).isNaN();
  }

  @Test
  void anUnknownNameListsTheNames() {
    assertThat(Losses.byName("MSE")).isInstanceOf(MseLoss.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Losses.byName("huber"))
        .withMessage("no loss named 'huber'; choose one of mse, l1, stft, hybrid");
  }

  private static float[] interleave(float[][] planes) {
    float[] interleaved = new float[planes.length * planes[0].length];
    for (int c = 0; c < planes.length; c++) {
      for (int n = 0; n < planes[c].length; n++) {
        interleaved[n * planes.length + c] = planes[c][n];
      }
    }
    return interleaved;
  }
}
