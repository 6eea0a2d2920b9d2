package org.sirenaudio.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.GoldenSignals;
import org.sirenaudio.error.BadDataException;

class MetricsTest {
  private static final float[][] REFERENCE = GoldenSignals.reference(2, 5000);
  private static final float[][] ESTIMATE = GoldenSignals.estimate(2, 5000);

  static Stream<Arguments> golden() throws IOException {
    return GoldenSignals.lines("metric-golden.txt").stream()
        .map(
            line ->
                Arguments.of(
                    line[0],
                    Double.parseDouble(line[1]),
                    Double.parseDouble(line[2]),
                    Double.parseDouble(line[3])));
  }

  static List<Metric> all() {
    return Metrics.all();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void agreesWithPyTorch(String name, double overall, double left, double right)
      throws BadDataException {
    Metric metric = Metrics.byName(name);
    assertThat(metric.of(REFERENCE, ESTIMATE)).isCloseTo(overall, within(1e-9 * overall));
    double[] channels = metric.perChannel(REFERENCE, ESTIMATE);
    assertThat(channels).hasSize(2);
    assertThat(channels[0]).isCloseTo(left, within(1e-9 * left));
    assertThat(channels[1]).isCloseTo(right, within(1e-9 * right));
  }

  @Test
  void everyMetricHasGoldenValues() throws IOException {
    assertThat(golden().map(arguments -> arguments.get()[0])).hasSameElementsAs(Metrics.names());
  }

  @ParameterizedTest
  @MethodSource("all")
  void anExactEstimateIsTheBest(Metric metric) throws BadDataException {
    double best = metric.higherIsBetter() ? Double.POSITIVE_INFINITY : 0;
    assertThat(metric.of(REFERENCE, REFERENCE)).isEqualTo(best);
  }

  @ParameterizedTest
  @MethodSource("all")
  void oneFrameIsEnough(Metric metric) throws BadDataException {
    assertThat(metric.of(new float[][] {{0.5f}}, new float[][] {{0.25f}})).isNotNaN();
  }

  /** Recordings of any length are read in blocks, which must not show. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 5000, 100_000, 600_000})
  void logSpectralDistanceDoesNotDependOnBlocks(int frames) throws BadDataException {
    float[][] reference = GoldenSignals.reference(2, frames);
    float[][] estimate = GoldenSignals.estimate(2, frames);
    LogSpectralDistance lsd = new LogSpectralDistance(128, 48);
    assertThat(lsd.of(Clip.of(8000, reference), Clip.of(8000, estimate)))
        .isCloseTo(lsd.of(reference, estimate), within(1e-12));
  }

  @Test
  void snrAndPsnrHaveTheirValuesByHand() throws BadDataException {
    float[][] reference = {{1, -1}, {1, -1}};
    float[][] estimate = {{0.9f, -0.9f}, {1, -1}};
    assertThat(new Snr().of(reference, estimate))
        .isCloseTo(10 * Math.log10(4 / 0.02), within(1e-5));
    assertThat(new Snr().of(reference, new float[2][2])).isZero();
    assertThat(new Psnr().of(reference, new float[2][2])).isZero();
    assertThat(new Psnr(2).of(reference, new float[2][2]))
        .isCloseTo(20 * Math.log10(2), within(1e-12));
    assertThat(new SiSdr().of(reference, new float[][] {{3, -3}, {3, -3}}))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new SiSdr().of(reference, new float[2][2])).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new SiSdr().of(reference, new float[][] {{1, 1}, {1, 1}}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    // Ten times the amplitude is 2 in log10 of power, in every bin above the floor.
    float[][] louder = new float[2][5000];
    for (int n = 0; n < 10_000; n++) {
      louder[n / 5000][n % 5000] = 10 * REFERENCE[n / 5000][n % 5000];
    }
    assertThat(new LogSpectralDistance().of(REFERENCE, louder)).isCloseTo(2, within(1e-4));
    assertThat(new SpectralConvergence().of(REFERENCE, louder)).isCloseTo(9, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"snr", "si-sdr", "spectral-convergence", "mr-stft"})
  void aSilentReferenceIsReportedWhereUndefined(String name) throws BadDataException {
    Metric metric = Metrics.byName(name);
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> metric.of(new float[2][5000], ESTIMATE))
        .withMessage("reference is silent: " + metric.title() + " is undefined");
    float[][] halfSilent = {new float[5000], REFERENCE[1]};
    double[] channels = metric.perChannel(halfSilent, ESTIMATE);
    assertThat(channels[0]).isNaN();
    assertThat(channels[1]).isEqualTo(metric.perChannel(REFERENCE, ESTIMATE)[1]);
    assertThat(metric.of(halfSilent, ESTIMATE)).isFinite();
  }

  @ParameterizedTest
  @ValueSource(strings = {"psnr", "mse", "lsd"})
  void otherMetricsAreFiniteForASilentReference(String name) throws BadDataException {
    assertThat(Metrics.byName(name).of(new float[2][5000], ESTIMATE)).isFinite();
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesSamplesThatAreNotFinite(Metric metric) {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[][] broken = {new float[] {1, 2, 3}, new float[] {1, bad, 3}};
      float[][] fine = {new float[] {1, 2, 3}, new float[] {1, 2, 3}};
      assertThatExceptionOfType(BadDataException.class)
          .isThrownBy(() -> metric.of(fine, broken))
          .withMessageStartingWith("estimate: channel 1, frame 1 is " + bad);
      assertThatExceptionOfType(BadDataException.class)
          .isThrownBy(() -> metric.perChannel(broken, fine))
          .withMessageStartingWith("reference: channel 1, frame 1 is " + bad);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesShapesThatDoNotMatch(Metric metric) {
    float[][][] shapes = {
      {}, {{}}, {{1}, {1}}, {{1, 2}}, {{1, 2, 3}, {1, 2}},
    };
    for (float[][] shape : shapes) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> metric.of(new float[][] {{1, 2, 3}, {1, 2, 3}}, shape));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> metric.perChannel(shape, new float[][] {{1, 2, 3}, {1, 2, 3}}));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(new float[0][], new float[0][]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(new float[1][0], new float[1][0]));
  }

  @Test
  void namesAreFoundInAnyCaseAndUnknownOnesListed() {
    assertThat(Metrics.byName("SI-SDR")).isEqualTo(new SiSdr());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.byName("pesq"))
        .withMessage(
            "no metric named 'pesq'; choose one of snr, si-sdr, psnr, mse, lsd,"
                + " spectral-convergence, mr-stft");
    assertThatIllegalArgumentException().isThrownBy(() -> new Psnr(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LogSpectralDistance(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SpectralConvergence(16, 0));
  }
}
