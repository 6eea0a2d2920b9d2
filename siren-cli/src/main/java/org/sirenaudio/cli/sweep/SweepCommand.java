package org.sirenaudio.cli.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.SweepFit;
import org.sirenaudio.error.BadDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siren sweep}: fits one recording with every combination of some options. */
@Command(
    name = "sweep",
    description = {
      "Fits a recording with every combination of some options of siren fit, in parallel on all"
          + " cores. Other options are as in siren fit.",
      "Writes to the folder OUT the models, sweep.csv with a row per combination, and sweep.png: a"
          + " curve for one numeric option, a heat map for two, parallel coordinates for more. A"
          + " combination that cannot be fitted gets a row with the reason. Rerun the same command"
          + " to resume."
    },
    sortOptions = false)
public final class SweepCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "IN", description = "A sound file.")
  private @Nullable Path input;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUES",
      required = true,
      description =
          "An option of siren fit and its values: hidden=64,128,256, or lr=log:1e-4:1e-2:5"
              + " (logarithmic spacing), or lin:FROM:TO:N. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--random",
      paramLabel = "N",
      description =
          "Try N random combinations, drawn with --seed, instead of all; ranges then need no number"
              + " of values.")
  private @Nullable Integer random;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The folder for the results (default: IN.sweep).")
  private @Nullable Path output;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private FitOptions options = new FitOptions();
  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private ReportOptions report = new ReportOptions();

  public SweepCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    requireFile(in);
    List<Setting> settings = settings();
    Path out = Outputs.folder(output != null ? output : Outputs.sibling(in, ".sweep"));
    Path plot = plots.file(out.resolve("sweep.png"));
    List<List<String>> all = combinations(settings);
    List<SweepRow> rows = rows(in, out, settings, all);
    SweepReport results = new SweepReport(settings, rows);
    Path table = out.resolve("sweep.csv");
    Outputs.write(table, results.csv().getBytes(StandardCharsets.UTF_8), true);
    SweepRow first = rows.getFirst();
    if (results.best() == null) {
      throw new BadDataException(
          "no combination could be fitted; the first: %s: %s"
              .formatted(first.name(), first.error()));
    }
    boolean drawn =
        plot != null
            && Outputs.draw(
                plot,
                () -> results.picture(StandardStream.name(in)).bytes(PictureFormat.of(plot)),
                true,
                streams);
    Path picture = drawn ? plot : null;
    report.print(
        streams.out(), () -> results.json(table, picture), () -> results.text(table, picture));
    return ExitCode.DONE;
  }

  private static void requireFile(Path in) throws IOException {
    if (StandardStream.is(in)) {
      throw new IllegalArgumentException(
          "a sweep reads its recording several times; give a file, not -");
    }
    if (!Files.exists(in)) {
      throw new NoSuchFileException(in.toString());
    }
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : sets) {
      String option = Setting.option(text);
      if (!names.add(option)) {
        throw new IllegalArgumentException("--set names " + option + " twice");
      }
      settings.add(Setting.parse(text, Ways.whole(option)));
    }
    return settings;
  }

  private List<List<String>> combinations(List<Setting> settings) {
    if (random == null) {
      return Setting.combinations(settings);
    }
    if (random < 1) {
      throw new IllegalArgumentException("--random must be at least 1, not " + random);
    }
    return Setting.random(settings, random, options.config().randomSeed());
  }

  private List<SweepRow> rows(Path in, Path out, List<Setting> settings, List<List<String>> all)
      throws IOException {
    List<String> common =
        Ways.common(Objects.requireNonNull(spec).commandLine().getParseResult(), settings);
    Map<String, List<String>> named = new HashMap<>();
    Map<String, SweepRow> rows = new HashMap<>();
    List<SweepFit.Way> ways = new ArrayList<>();
    for (List<String> values : all) {
      String name = SweepRow.name(settings, values);
      named.put(name, values);
      List<String> words = new ArrayList<>(common);
      for (int i = 0; i < values.size(); i++) {
        words.add("--" + settings.get(i).option());
        words.add(values.get(i));
      }
      try {
        ways.add(Ways.way(name, words));
      } catch (IllegalArgumentException e) {
        String why = Objects.requireNonNullElse(e.getMessage(), "cannot be fitted");
        ManifestRow failed = ManifestRow.failed(name, null, why);
        rows.put(name, new SweepRow(values, new SweepFit.Result(failed, Double.NaN)));
      }
    }
    ClipJob.Reading reading = new ClipJob.Reading(recordings.reading(), line -> {});
    SweepFit sweep = SweepFit.of(in, out, options.keepsPoor(), reading);
    interrupt.stops(sweep::stop);
    AtomicInteger done = new AtomicInteger(rows.size());
    try {
      List<SweepFit.Result> results =
          sweep.run(
              ways,
              options.config().threadCount(),
              result -> tell(done.incrementAndGet(), all.size(), result));
      for (SweepFit.Result result : results) {
        String name = result.row().path();
        rows.put(name, new SweepRow(Objects.requireNonNull(named.get(name)), result));
      }
    } catch (CancellationException e) {
      throw new InterruptedCommandException(
          "interrupted; finished models are kept in %s; rerun the same command to resume"
              .formatted(out));
    }
    return all.stream()
        .map(v -> Objects.requireNonNull(rows.get(SweepRow.name(settings, v))))
        .toList();
  }

  private void tell(int done, int count, SweepFit.Result result) {
    if (report.quiet() || !streams.terminal()) {
      return;
    }
    Double snr = result.row().snrDb();
    streams
        .err()
        .println(
            "siren: %d of %d: %s: %s"
                .formatted(
                    done,
                    count,
                    result.row().path(),
                    snr == null
                        ? "failed"
                        : Table.number(snr, 2)
                            + " dB, between "
                            + Table.number(result.betweenDb(), 2)));
  }
}
