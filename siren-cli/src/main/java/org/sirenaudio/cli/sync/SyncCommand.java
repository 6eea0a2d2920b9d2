package org.sirenaudio.cli.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ProgressDisplay;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.error.BadDataException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren sync}: brings recordings of one event onto one clock. */
@Command(
    name = "sync",
    description = {
      "Brings recordings of one event onto the clock of the first.",
      "Finds the offset, rate and drift of each OTHER against REFERENCE, and dropped "
          + "blocks, each with its uncertainty; renders it on that clock as "
          + "OTHER.synced.wav, with the reference's rate and length, and draws both before "
          + "and after. Recordings may differ in rate, channels, length, level, spectrum and "
          + "noise. An OTHER that has nothing in common with REFERENCE is an error, but the rest "
          + "are synchronised.",
      "The instant t on OTHER's clock (frame / rate) is offsetSeconds + t * (1 + ratePpm * 1e-6) on"
          + " the reference's; OTHER.sync.csv, which siren warp --warp takes, also has the drift."
    },
    sortOptions = false)
public final class SyncCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(
      index = "0",
      paramLabel = "REFERENCE",
      description =
          "A sound file, or - for standard input, whose clock all others are brought onto.")
  private @Nullable Path reference;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "OTHER",
      description = "Other recordings of the same event.")
  private List<Path> others = new ArrayList<>();

  @ArgGroup private @Nullable Extent extent;

  /** How much is written. */
  private static final class Extent {
    @Option(
        names = "--pad",
        description =
            "Write the reference's whole length, with silence where OTHER has nothing; this "
                + "is the default.")
    private boolean pad;

    @Option(
        names = "--trim",
        description =
            "Write only the overlap; the results give its start on the reference's clock.")
    private boolean trim;
  }

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "The folder to write to; by default that of each OTHER.")
  private @Nullable Path folder;

  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ProgressOptions progress = new ProgressOptions();
  @Mixin private ReportOptions report = new ReportOptions();

  public SyncCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path first = Objects.requireNonNull(reference);
    List<Path> inputs = new ArrayList<>(others);
    inputs.addFirst(first);
    if (inputs.stream().filter(StandardStream::is).count() > 1) {
      throw new IllegalArgumentException("only one of the recordings can come from stdin");
    }
    List<SyncFiles> files = files();
    Outputs.check(
        inputs,
        files.stream().flatMap(each -> each.all().stream()).toList(),
        file -> overwrite.given());
    int count = threads.count();
    ClipSource clock = recordings.open(first, streams, report);
    List<Map<String, Object>> results = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<BadDataException> failures = new ArrayList<>();
    try (ProgressDisplay<SyncProgressText.Step> display =
        ProgressDisplay.of(progress.mode(report), streams, new SyncProgressText())) {
      SyncJob job =
          new SyncJob(
              new SyncResult.Named(first, clock),
              extent != null && extent.trim && !extent.pad,
              encoding,
              overwrite.given(),
              count,
              streams,
              interrupt);
      for (int i = 0; i < others.size(); i++) {
        Path other = others.get(i);
        int before = i;
        try {
          SyncResult.Named sound =
              new SyncResult.Named(other, recordings.open(other, streams, report));
          SyncResult found =
              job.find(
                  sound,
                  files.get(i),
                  step ->
                      display.accept(
                          SyncProgressText.Step.finding(other, step, before, others.size())));
          display.accept(SyncProgressText.Step.writing(other, before, others.size()));
          SyncResult written = job.written(found);
          results.add(written.entries());
          lines.add(written.text());
        } catch (BadDataException e) {
          failures.add(e);
          results.add(failed(other, e));
        }
      }
    }
    if (lines.isEmpty()) {
      BadDataException last = failures.removeLast();
      failures.forEach(e -> Failure.of(e).report(streams.err(), null));
      throw last;
    }
    report.print(
        streams.out(), () -> json(first, results), () -> String.join("%n".formatted(), lines));
    failures.forEach(e -> Failure.of(e).report(streams.err(), null));
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.BAD_DATA;
  }

  private static Map<String, Object> failed(Path other, BadDataException e) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("other", other.toString());
    entries.put("error", e.getMessage());
    return entries;
  }

  private List<SyncFiles> files() {
    List<SyncFiles> files = new ArrayList<>();
    if (others.size() > 1 && plots.file(null) != null) {
      throw new IllegalArgumentException(
          "--plot names one file, but %d recordings have a plot each; omit it, or use --no-plot"
              .formatted(others.size()));
    }
    for (Path other : others) {
      Path beside =
          folder == null ? other : Outputs.folder(folder).resolve(StandardStream.name(other));
      Path picture = plots.file(Outputs.sibling(beside, ".sync.png"));
      files.add(
          new SyncFiles(
              Outputs.sibling(beside, ".synced.wav"),
              Outputs.sibling(beside, ".sync.csv"),
              Outputs.sibling(beside, ".sync.json"),
              picture));
    }
    return files;
  }

  private static String json(Path reference, List<Map<String, Object>> results) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("reference", reference.toString());
    if (results.size() == 1) {
      all.putAll(results.getFirst());
    } else {
      all.put("others", results);
    }
    return Json.object(all);
  }
}
