package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.PageFile;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Generates docs/hyperparameters.md: widths, depths and first omegas common in tutorials, each as
 * one network over a whole recording, after a small fixed number of steps; and the losses.
 */
@Command(
    name = "hyperparameters",
    description = {
      "Tries widths, depths, omegas and losses and writes docs/hyperparameters.md.",
      "Fits examples/speech.wav, and Bach if ../shared/data/gt_bach.wav exists. Takes a few"
          + " minutes."
    })
public final class Hyperparameters implements Callable<Integer> {

  private static final int STEPS = 150;
  private static final int WIDTH = 256;
  private static final int LAYERS = 5;
  private static final double OMEGA = 3000;
  private static final int[] WIDTHS = {64, 256, 512};
  private static final int[] DEPTHS = {3, 5, 8};
  private static final double[] OMEGAS = {1, 30, 60, 3000};

  @Mixin private final PageFile output = new PageFile("docs/hyperparameters.md");

  private Hyperparameters() {}

  /** One configuration to try. */
  private record Preset(int width, int layers, double omega) {}

  @Override
  public Integer call() throws IOException {
    output.requireWritable();
    Markdown page = new Markdown();
    page.heading(1, "Hyperparameters: width, depth, omega and loss");
    page.paragraph(
        "Written by `./siren bench hyperparameters`. One plain SIREN over the whole recording"
            + " (`siren fit --windows 1 --hidden W --layers D --first-omega O --steps "
            + STEPS
            + "`), otherwise the default recipe. So few steps show which configuration learns fast,"
            + " not what it can reach; the last row of each table is the default recipe with its"
            + " many small networks and at most as many Levenberg–Marquardt steps. One seed each."
            + " Times are from a shared machine with two cores; use them for comparison only.");
    run("examples/speech.wav", Checkout.file("examples/speech.wav"), page);
    Path bach = Checkout.file("../shared/data/gt_bach.wav");
    if (Files.isRegularFile(bach)) {
      run("Bach", bach, page);
    }
    advice(page);
    output.write(page.toString());
    return 0;
  }

  private static void run(String name, Path file, Markdown page) throws IOException {
    Clip clip = Clip.read(file);
    page.heading(
        2,
        String.format(
            Locale.ROOT, "%s, %.1f s at %.0f Hz", name, clip.seconds(), clip.sampleRate()));
    List<List<String>> rows = new ArrayList<>();
    for (Preset preset : presets()) {
      Console.say(name + ", " + preset);
      FitConfig config =
          FitConfig.balanced()
              .withWindows(w -> w.withCount(1))
              .withNetwork(
                  n ->
                      n.withHiddenFeatures(preset.width())
                          .withNumLayers(preset.layers())
                          .withFirstFrequency(new Frequency.Omega0(preset.omega())));
      double hertz = preset.omega() / (Math.PI * clip.seconds());
      rows.add(
          row(
              clip,
              config,
              Integer.toString(preset.width()),
              Integer.toString(preset.layers()),
              String.format(Locale.ROOT, "%.0f", preset.omega()),
              hertz));
    }
    Console.say(name + ", default recipe");
    rows.add(row(clip, FitConfig.balanced(), "default", "2", "auto", Double.NaN));
    page.table(
        List.of(
            "width",
            "sine layers",
            "first omega",
            "first layer to",
            "parameters",
            "SNR on the grid",
            "between the samples",
            "time"),
        rows);
    page.paragraph(
        "Losses, each with the windows of `siren fit --optimiser muon --loss L --steps %d`:"
            .formatted(LossCost.STEPS));
    LossCost.write(name, clip, page, Console::say);
  }

  private static List<String> row(
      Clip clip, FitConfig config, String width, String layers, String omega, double hertz) {
    List<String> cells = new ArrayList<>(List.of(width, layers, omega));
    cells.add(Double.isNaN(hertz) ? "the spectrum" : Numbers.digits(hertz) + " Hz");
    try {
      double[] seconds = {0};
      ClipModel model =
          Fitter.with(config.withBudget(new Budget.Steps(STEPS)))
              .fit(clip, progress -> seconds[0] = progress.elapsedSeconds());
      FitMetadata facts = FitMetadata.of(model);
      cells.add(Numbers.count(model.parameterCount()));
      cells.add(Numbers.decibels(facts.snrDb()));
      cells.add(Numbers.decibels(facts.betweenDb()));
      cells.add(Numbers.seconds(seconds[0]));
    } catch (FitException e) {
      // A network that cannot learn this sound is a result of this page too.
      cells.addAll(List.of("", "no better than silence", "", ""));
    }
    return cells;
  }

  private static Set<Preset> presets() {
    Set<Preset> presets = new LinkedHashSet<>();
    for (int width : WIDTHS) {
      presets.add(new Preset(width, LAYERS, OMEGA));
    }
    for (int depth : DEPTHS) {
      presets.add(new Preset(WIDTH, depth, OMEGA));
    }
    for (double omega : OMEGAS) {
      presets.add(new Preset(WIDTH, LAYERS, omega));
    }
    return presets;
  }

  private static void advice(Markdown page) {
    page.heading(2, "How to choose");
    page.paragraph(
        "Choose omega first, in Hz: on a window of T seconds the first layer's initial frequencies"
            + " lie within ±omega / (π·T) Hz. At a few Hz a network stays near silence for a long"
            + " time, as omega 1, 30 and 60 show here. `--first-hz` sets it in Hz for any window"
            + " length; by default `siren fit` derives it from the spectrum.");
    page.paragraph(
        "Prefer shorter windows to wider networks: the cost of a step is quadratic in a network's"
            + " width, and many small networks on short windows learn in seconds what one large"
            + " network does not learn in minutes. Leave `--windows`, `--hidden` and `--layers`"
            + " automatic, and ask for more parameters (`--parameters`) or more steps if the result"
            + " is not good enough. Within one network, more layers learn more per step, at equal"
            + " cost per layer.");
    page.paragraph(
        "The spectral losses, hybrid and stft, account for magnitudes in the quiet parts of the"
            + " spectrum, which the squared error neglects. A fit starts with the squared error and"
            + " switches to them for the last fifth of the steps; use them for a lower LSD and"
            + " multi-resolution STFT distance.");
    page.paragraph(
        "Check both figures. If *between the samples* is far below *on the grid*, the network has"
            + " unconstrained parameters and oscillates between samples: use fewer parameters, a"
            + " lower first frequency or a higher `--oversampling`.");
  }
}
