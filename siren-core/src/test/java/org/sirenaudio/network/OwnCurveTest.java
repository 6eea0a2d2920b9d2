package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.layer.OwnCurve;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** A user's own activation, as docs/networks.md shows it. */
class OwnCurveTest {
  @TempDir private Path folder;

  @Test
  void aRegisteredCurveIsFittedWrittenReadAndRendered() throws Exception {
    OwnCurve.register(
        "triangle-ish",
        z -> Math.sin(z) - Math.sin(3 * z) / 9,
        z -> Math.cos(z) - Math.cos(3 * z) / 3);
    Clip clip = tone();
    FitConfig config =
        FitConfig.balanced()
            .withNetwork(
                n ->
                    n.withKind(NetworkKind.named("triangle-ish"))
                        .withNumLayers(2)
                        .withHiddenFeatures(24))
            .withWindows(w -> w.withCount(2))
            .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
            .withBudget(new Budget.Steps(150));
    ClipModel model = Fitter.with(config).fit(clip, progress -> {});
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(15);

    Path path = folder.resolve("own.safetensors");
    model.write(path, false);
    float[] rendered = Renderer.of(ClipModel.read(path)).at(8000).channel(0);
    assertThat(rendered).isEqualTo(Renderer.of(model).at(8000).channel(0));

    Network network = model.segments().getFirst().network();
    double[][][] x = {{{-0.5}, {0.1}, {0.7}}};
    float[] fast = network.forward(new double[] {-0.5, 0.1, 0.7}, 3);
    double[][] plain = network.derivative(x, 0)[0];
    for (int i = 0; i < fast.length; i++) {
      assertThat((double) fast[i]).isCloseTo(plain[i][0], within(1e-4));
    }
  }

  @Test
  void aWrongDerivativeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnCurve.register("wrong", Math::sin, Math::sin))
        .withMessageContaining("the derivative of the activation 'wrong' is");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnCurve.register("log", Math::log, z -> 1 / z))
        .withMessageContaining("not finite at -4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnCurve.register("Not A Name", Math::sin, Math::cos))
        .withMessageContaining("lower-case letters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnCurve.register("finer", Math::sin, Math::cos))
        .withMessageContaining("is taken");
  }

  /** max(0, z) has a derivative but for one point. */
  @Test
  void aKinkIsAccepted() {
    assertThat(OwnCurve.register("hinge", z -> Math.max(0, z), z -> z > 0 ? 1 : 0).name())
        .isEqualTo("hinge");
  }

  @Test
  void anUnknownNameIsReported() {
    assertThatThrownBy(() -> NetworkKind.named("nobody-made-this"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are siren, finer");
  }

  private static Clip tone() {
    float[][] samples = new float[1][800];
    for (int i = 0; i < 800; i++) {
      samples[0][i] = (float) (0.5 * Math.sin(0.2 * i) + 0.2 * Math.sin(0.51 * i));
    }
    return Clip.of(8000, samples);
  }
}
