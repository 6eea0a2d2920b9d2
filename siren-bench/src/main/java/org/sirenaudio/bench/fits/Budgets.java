package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.page.Machine;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.PageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits with time budgets of increasing length, and writes the page with the results. */
@Command(
    name = "budgets",
    description = {
      "Fits by --seconds 1, 2, 3 and so on and writes docs/budgets.md.",
      "Each fit is a fresh process: examples/speech.wav, and pink noise with a tone, ten minutes"
          + " and an hour long. Takes about eight minutes on an otherwise idle machine."
    })
public final class Budgets implements Callable<Integer> {

  private static final double[] SHORT = {1, 2, 3, 5, 8};
  private static final double[] TEN_MINUTES = {5, 10, 20, 40};
  private static final double[] HOUR = {10, 30, 100};

  private static final String METHOD =
      "Every fit is `siren fit --seconds S` in a separate process. *Fitting* is the time reported"
          + " by the command; *whole command* is its wall time, including JVM startup, reading, and"
          + " writing the model. The option covers everything except JVM startup. SNR is that of"
          + " the written model over all frames; *between* is measured 0.382 and 0.854 of the way"
          + " from each frame to the next. Pink noise at −20 dBFS RMS contains a 440 Hz tone with a"
          + " peak of −13 dBFS, at 8 kHz and 16 bits; `--write FOLDER` keeps the recordings.";

  private static final List<String> HEADER =
      List.of(
          "seconds",
          "on the grid",
          "between",
          "worst window",
          "parameters",
          "fitting",
          "whole command");

  @Option(names = "--quick", description = "Skip the hour-long recording.")
  private boolean quick;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Keep the noise as FOLDER/pink-SECONDS.wav.")
  private @Nullable Path folder;

  @Mixin private final PageFile output = new PageFile("docs/budgets.md");

  private final Markdown page = new Markdown();
  private final SequencedMap<String, List<double[]>> curves = new LinkedHashMap<>();

  private Budgets() {}

  @Override
  public Integer call() throws IOException {
    output.requireWritable();
    page.heading(1, "SNR and time budget")
        .paragraph(
            "Written by `./siren bench budgets%s`; all figures below are from that run."
                .formatted(quick ? " --quick" : ""))
        .table(List.of("machine", ""), Machine.facts())
        .paragraph("![SNR against the budget](budgets.png)");
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      Path noises = folder == null ? temporary.path() : folder;
      int failed =
          measure("speech.wav", Checkout.file("examples/speech.wav"), SHORT, temporary)
              + noise("ten minutes of noise and tone", 600, TEN_MINUTES, noises, temporary);
      if (!quick) {
        failed += noise("an hour of noise and tone", 3600, HOUR, noises, temporary);
      }
      page.heading(2, "How it is measured").paragraph(METHOD);
      output.writeBeside("budgets.png", TrainingPlots.budgets(curves));
      output.write(page.toString());
      return failed == 0 ? 0 : Console.FAILED;
    }
  }

  private int noise(
      String name, int seconds, double[] budgets, Path noises, TemporaryFolder temporary)
      throws IOException {
    Path file = Files.createDirectories(noises).resolve("pink-" + seconds + ".wav");
    PinkNoise.withTone(seconds).write(file, Encoding.PCM_16, true);
    return measure(name, file, budgets, temporary);
  }

  /** Fits a recording with each budget; returns the number of failures. */
  private int measure(String name, Path file, double[] budgets, TemporaryFolder temporary)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<double[]> curve = new ArrayList<>();
    int failed = 0;
    for (double budget : budgets) {
      long start = System.nanoTime();
      ColdFit fit = ColdFit.run(file, "--seconds " + Numbers.digits(budget), temporary.path());
      double whole = 1e-9 * (System.nanoTime() - start);
      double db = fit.figure("snrDb");
      Console.say("%s, %s s: %s".formatted(name, Numbers.digits(budget), decibels(db)));
      if (!fit.flaw().isEmpty()) {
        Console.say(fit.flaw());
        failed++;
      } else {
        curve.add(new double[] {budget, db});
      }
      rows.add(
          List.of(
              Numbers.digits(budget),
              decibels(db),
              decibels(fit.figure("betweenDb")),
              decibels(fit.figure("worstWindowDb")),
              fit.flaw().isEmpty() ? Numbers.count((long) fit.figure("parameters")) : "–",
              fit.flaw().isEmpty() ? Numbers.seconds(fit.figure("seconds")) : "–",
              Numbers.seconds(whole)));
    }
    curves.put(name, curve);
    page.heading(2, name).table(HEADER, rows);
    return failed;
  }

  private static String decibels(double db) {
    return Double.isFinite(db) ? Numbers.decibels(db) : "–";
  }
}
