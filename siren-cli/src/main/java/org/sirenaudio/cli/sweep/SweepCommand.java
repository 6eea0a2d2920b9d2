package org.sirenaudio.cli.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.cli.picture.SweepPicture;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.Table;
import org.sirenaudio.command.sweep.SweepOptions;
import org.sirenaudio.command.sweep.SweepPlan;
import org.sirenaudio.command.sweep.SweepReport;
import org.sirenaudio.command.sweep.SweepRow;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.SweepFit;
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

  @Mixin private SweepOptions sweep = new SweepOptions();

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
    SweepPlan plan =
        sweep.plan(Objects.requireNonNull(spec).commandLine().getParseResult(), options);
    Path out = Outputs.folder(output != null ? output : Outputs.sibling(in, ".sweep"));
    Path plot = plots.file(out.resolve("sweep.png"));
    SweepReport results = plan.report(fit(in, out, plan));
    Path table = out.resolve("sweep.csv");
    Outputs.write(table, results.csv().getBytes(StandardCharsets.UTF_8), true);
    results.requireAny();
    boolean drawn =
        plot != null
            && Outputs.draw(
                plot,
                () -> picture(results, StandardStream.name(in)).bytes(PictureFormat.of(plot)),
                true,
                streams);
    Path picture = drawn ? plot : null;
    report.print(
        streams.out(),
        () -> results.json(table, picture),
        () -> results.text(files(table, picture)));
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

  private static String files(Path table, @Nullable Path picture) {
    return table + " (table)" + (picture == null ? "" : ", " + picture + " (plot)");
  }

  private static SweepPicture picture(SweepReport results, String name) {
    List<SweepPicture.Point> points =
        results.rows().stream()
            .map(
                row ->
                    new SweepPicture.Point(
                        row.values(), row.failed() ? Double.NaN : row.result().score()))
            .toList();
    SweepRow best = Objects.requireNonNull(results.best());
    String headline =
        "best: %s, %s dB".formatted(best.name(), Table.number(best.result().score(), 2));
    return new SweepPicture(name, headline, results.names(), points);
  }

  private List<SweepFit.Result> fit(Path in, Path out, SweepPlan plan) throws IOException {
    ClipJob.Reading reading = new ClipJob.Reading(recordings.reading(), line -> {});
    SweepFit fits = SweepFit.of(in, out, options.keepsPoor(), reading);
    interrupt.stops(fits::stop);
    int all = plan.combinations().size();
    AtomicInteger done = new AtomicInteger(plan.invalid().size());
    try {
      return fits.run(
          plan.ways(),
          options.config().threadCount(),
          result -> tell(done.incrementAndGet(), all, result));
    } catch (CancellationException e) {
      throw new InterruptedCommandException(
          "interrupted; finished models are kept in %s; rerun the same command to resume"
              .formatted(out));
    }
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
