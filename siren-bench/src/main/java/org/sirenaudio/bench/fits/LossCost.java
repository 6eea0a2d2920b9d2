package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.metrics.Metrics;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** Cost and benefit of each loss, with the same windows, networks and number of steps. */
final class LossCost {

  static final int STEPS = 600;

  private static final List<String> LOSSES = List.of("mse", "l1", "hybrid", "stft");

  private LossCost() {}

  /** The table of one recording. */
  static void write(String name, Clip clip, Markdown page, Consumer<String> progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    float[][] wanted = clip.samples();
    double base = Double.NaN;
    for (String loss : LOSSES) {
      progress.accept(name + ", loss " + loss);
      double[] seconds = {0};
      FitConfig config =
          FitConfig.balanced()
              .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
              .withTarget(t -> t.withLoss(loss))
              .withBudget(new Budget.Steps(STEPS));
      ClipModel model = Fitter.with(config).fit(clip, now -> seconds[0] = now.elapsedSeconds());
      double perStep = seconds[0] / STEPS;
      base = Double.isNaN(base) ? perStep : base;
      float[][] rendered = Renderer.of(model).at(clip.sampleRate()).samples();
      rows.add(
          List.of(
              loss,
              Numbers.seconds(perStep),
              Numbers.times(perStep / base),
              number(Metrics.byName("snr").of(wanted, rendered), " dB"),
              number(FitMetadata.of(model).betweenDb(), " dB"),
              number(Metrics.byName("lsd").of(wanted, rendered), ""),
              number(Metrics.byName("mr-stft").of(wanted, rendered), "")));
    }
    page.table(
        List.of(
            "loss",
            "a step",
            "beside mse",
            "SNR on the grid",
            "between the samples",
            "LSD",
            "multi-resolution STFT"),
        rows);
  }

  private static String number(double value, String unit) {
    return String.format(Locale.ROOT, "%.2f", value) + unit;
  }
}
