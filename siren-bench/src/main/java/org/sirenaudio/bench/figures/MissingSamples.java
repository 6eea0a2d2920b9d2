package org.sirenaudio.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.page.MeasuredTables;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.PageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the commands of docs/missing-samples.md and updates its tables. */
@Command(
    name = "missing",
    description = {
      "Fills gaps and left-out samples and updates the tables of docs/missing-samples.md.",
      "Fits Bach and Counting in ../shared/data, and examples/speech.wav. Takes several minutes;"
          + " the figures do not depend on the machine's load."
    })
public final class MissingSamples implements Callable<Integer> {

  private static final String PAGE = "docs/missing-samples.md";
  private static final String SIREN = "Siren";
  private static final String SPLINE = "cubic spline";
  private static final String LINEAR = "linear";

  /** Seconds: a burst of 2 ms in every 50 ms. */
  private static final double PERIOD = 0.05;

  private static final double BURST = 0.002;
  private static final double[] PHASES = {0.010, 0.025, 0.040};

  private static final List<String> RECORDINGS =
      List.of(
          "../shared/data/gt_bach.wav", "../shared/data/gt_counting.wav", "examples/speech.wav");

  private static final List<String> NAMES = List.of("Bach", "Counting", "speech.wav");

  @Mixin private final PageFile output = new PageFile(PAGE);

  private MissingSamples() {}

  @Override
  public Integer call() throws IOException {
    output.requireWritable();
    MeasuredTables tables = new MeasuredTables(PAGE);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      gaps(tables, folder.path());
      superResolution(tables, folder.path());
    }
    output.write(tables.toString());
    return 0;
  }

  private static void gaps(MeasuredTables tables, Path folder) throws IOException {
    String bach = Checkout.file(RECORDINGS.getFirst()).toString();
    double seconds = Clip.read(Path.of(bach)).seconds();
    List<Methods> bursts = new ArrayList<>();
    for (double phase : PHASES) {
      List<String> words = new ArrayList<>();
      for (double at = phase; at + BURST < seconds; at += PERIOD) {
        words.add("--gap");
        words.add(String.format(Locale.ROOT, "%.3f:%.3f", at, at + BURST));
      }
      bursts.add(fit(bach, words, folder));
    }
    List<String> drop = List.of("--drop", "0.3");
    List<Methods> seeds = new ArrayList<>();
    for (int seed = 2; seed <= 5; seed++) {
      seeds.add(fit(bach, List.of("--drop", "0.3", "--seed", "" + seed), folder));
    }
    tables.put(
        "gaps",
        List.of("missing", "command", SIREN, SPLINE, LINEAR),
        List.of(
            row(
                "bursts of 2 ms every 50 ms, at three phases",
                "`./siren fit bach.wav --gap … --gap …`",
                bursts),
            row(
                "30 % at random",
                "`./siren fit bach.wav --drop 0.3`", List.of(fit(bach, drop, folder))),
            row(
                "30 % at random",
                "the same with `--quality fine`",
                List.of(fit(bach, List.of("--drop", "0.3", "--quality", "fine"), folder))),
            row("30 % at random, other seeds 2 … 5", "`--seed N`", seeds)));
  }

  private static Methods fit(String recording, List<String> options, Path folder)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("fit", recording));
    words.addAll(options);
    words.addAll(List.of("-o", folder.resolve("model.safetensors").toString()));
    words.addAll(List.of("--no-plot", "--no-rendering"));
    Methods methods = Methods.run(words, "missingDb", folder);
    Console.say("%d options: %s".formatted(options.size(), methods));
    return methods;
  }

  /** The smallest and the largest figure of several runs, or the one of a single run. */
  private static List<String> row(String missing, String command, List<Methods> runs) {
    List<String> row = new ArrayList<>(List.of(missing, command));
    for (String method : List.of(SIREN, SPLINE, LINEAR)) {
      String least = decibels(runs.stream().mapToDouble(run -> run.of(method)).min().orElseThrow());
      String most = decibels(runs.stream().mapToDouble(run -> run.of(method)).max().orElseThrow());
      row.add((least.equals(most) ? "" : least + " … ") + most + " dB");
    }
    return row;
  }

  private static void superResolution(MeasuredTables tables, Path folder) throws IOException {
    List<String> methods = List.of(SIREN, "windowed sinc", SPLINE, LINEAR);
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < RECORDINGS.size(); r++) {
      Path copy = folder.resolve("recording.wav");
      Files.deleteIfExists(copy);
      Files.copy(Checkout.file(RECORDINGS.get(r)), copy);
      for (int factor : new int[] {2, 4}) {
        List<String> words =
            List.of("upsample", copy.toString(), "--evaluate", "" + factor, "--no-rendering");
        Methods found = Methods.run(words, "snrDb", folder);
        Console.say("%s, 1 of %d: %s".formatted(NAMES.get(r), factor, found));
        double best = methods.stream().mapToDouble(found::of).max().orElseThrow();
        List<String> row = new ArrayList<>(List.of(NAMES.get(r) + ", 1 of " + factor));
        for (String method : methods) {
          String mark = found.of(method) == best ? "**" : "";
          row.add(mark + decibels(found.of(method)) + " dB" + mark);
        }
        row.add(Numbers.count(found.parameters()));
        rows.add(row);
      }
    }
    List<String> header = new ArrayList<>(List.of("kept"));
    header.addAll(methods);
    header.add("parameters");
    tables.put("super-resolution", header, rows);
  }

  private static String decibels(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replace('-', '−');
  }
}
