package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.network.Encoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

class NetworkFitTest {
  private static final int RATE = 8000;
  private static final FitConfig CONFIG =
      FitConfig.balanced().withDensity(1).withBatchFrames(256).withBudget(new Budget.Steps(300));

  @Test
  void sinesAndEncodedRectifiersLearnASoundThatPlainRectifiersDoNot() {
    Clip clip = sound();
    double plain = fit(Network.create(NetworkSpec.relu(32, 3), 1), clip).snrDb();
    double encoded =
        fit(
                Network.create(
                    NetworkSpec.positional(
                        32, 3, Encoding.Positional.upTo(2000, clip.seconds()).octaves()),
                    1),
                clip)
            .snrDb();
    NetworkSpec siren = NetworkSpec.siren(32, 3, Nonlinearity.Sine.omega0(900, clip.seconds()), 30);
    double sines = fit(Network.create(siren, 1), clip).snrDb();
    assertThat(plain).isLessThan(3);
    assertThat(encoded).isGreaterThan(plain + 5);
    assertThat(sines).isGreaterThan(plain + 10);
  }

  @Test
  void theEncodingStaysAsItIs() {
    Network network = Network.create(NetworkSpec.positional(16, 2, 5), 1);
    float[] before = network.parameters().clone();
    int end = network.layers().weightOffset(1);
    fit(network, sound());
    assertThat(java.util.Arrays.copyOf(network.parameters(), end))
        .isEqualTo(java.util.Arrays.copyOf(before, end));
    assertThat(network.parameters()).isNotEqualTo(before);
  }

  @Test
  void theThreadsDoNotMatterAndTheHistoryGoesForward() {
    Clip clip = sound();
    FitConfig config = CONFIG.withBudget(new Budget.Steps(40));
    NetworkSpec shape = NetworkSpec.positional(24, 2, 8);
    NetworkFit one =
        NetworkFit.run(Network.create(shape, 3), clip, config.withThreads(1), () -> false);
    NetworkFit two =
        NetworkFit.run(Network.create(shape, 3), clip, config.withThreads(2), () -> false);
    assertThat(two.network().parameters()).isEqualTo(one.network().parameters());
    assertThat(one.steps()).isEqualTo(40);
    assertThat(one.history()).hasSizeGreaterThan(20);
    for (int i = 1; i < one.history().size(); i++) {
      assertThat(one.history().get(i).seconds())
          .isGreaterThanOrEqualTo(one.history().get(i - 1).seconds());
    }
    assertThat(one.snrDb())
        .isEqualTo(one.history().stream().mapToDouble(NetworkFit.Point::snrDb).max().orElse(0));
  }

  @Test
  void nonsenseIsRefused() {
    Network network = Network.create(NetworkSpec.relu(4, 1), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkFit.run(network, sound(), CONFIG.withLoss("stft"), () -> false));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NetworkFit.run(
                    network, sound(), CONFIG.withBudget(new Budget.Auto()), () -> false));
  }

  private static NetworkFit fit(Network network, Clip clip) {
    return NetworkFit.run(network, clip, CONFIG, () -> false);
  }

  private static Clip sound() {
    float[] samples = new float[1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(0.3 * i) + 0.2 * Math.sin(0.7 * i));
    }
    return Clip.of(RATE, new float[][] {samples});
  }
}
