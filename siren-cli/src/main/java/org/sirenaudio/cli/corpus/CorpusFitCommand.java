package org.sirenaudio.cli.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.ProgressDisplay;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.TensorBoardOption;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.Json;
import org.sirenaudio.corpus.ClipJob;
import org.sirenaudio.corpus.CorpusFit;
import org.sirenaudio.corpus.CorpusProgress;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.manifest.CsvManifest;
import org.sirenaudio.manifest.ParquetManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren corpus fit}: fits a folder of recordings to a folder of models. */
@Command(
    name = "fit",
    description = {
      "Fits every recording in a folder and its subfolders.",
      "Writes the models to OUT/models, each named by a hash of the recording and of "
          + "how it is fitted, and OUT/manifest.parquet with a row for every recording. "
          + "Recordings that have a model already are not fitted again, so rerun the same "
          + "command to resume."
    },
    sortOptions = false)
public final class CorpusFitCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "DIR", description = "The folder of recordings.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "The folder for models and manifest; created if it does not exist.")
  private @Nullable Path output;

  @Option(
      names = "--manifest",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet or csv (default: ${DEFAULT-VALUE}).")
  private ManifestFormat format = ManifestFormat.PARQUET;

  @Option(
      names = "--fail-fast",
      description =
          "Stop at the first recording that cannot be fitted; without this, the others are "
              + "fitted, and the exit code is still 65.")
  private boolean failFast;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private FitOptions options = new FitOptions();
  @Mixin private TensorBoardOption tensorBoard = new TensorBoardOption();

  @Mixin private ReportOptions report = new ReportOptions();
  @Mixin private ProgressOptions progress = new ProgressOptions();

  public CorpusFitCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  /** The formats of the manifest by name. */
  enum ManifestFormat {
    PARQUET,
    CSV;

    ManifestFile file() {
      return this == PARQUET ? new ParquetManifest() : new CsvManifest();
    }
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Path out = Outputs.folder(Objects.requireNonNull(output));
    ClipJob.Reading reading =
        new ClipJob.Reading(
            recordings.reading(),
            line -> {
              if (!report.quiet()) {
                streams.err().println("siren: " + line);
              }
            });
    CorpusFit all = CorpusFit.of(in, out, options.config()).reading(reading);
    CorpusFit kept = options.keepsPoor() ? all.keepingPoor() : all;
    CorpusFit fit = failFast ? kept.failingFast() : kept;
    interrupt.stops(fit::stop);
    ManifestFile manifest = format.file();
    CorpusProgress end = fitted(fit, manifest, out);
    Path file = out.resolve(manifest.fileName());
    report.print(streams.out(), () -> json(end, file), () -> text(end, file));
    if (end.failed() == end.allClips()) {
      throw new BadDataException(
          "no recording in %s could be fitted; the first: %s"
              .formatted(in, Objects.requireNonNullElse(end.firstError(), "")));
    }
    return end.failed() == 0
        ? ExitCode.DONE
        : new Failure(
                ExitCode.BAD_DATA,
                "%s could not be fitted; the first: %s"
                    .formatted(Figure.count(end.failed(), "recording"), end.firstError()))
            .report(streams.err(), null);
  }

  private CorpusProgress fitted(CorpusFit fit, ManifestFile manifest, Path out) throws IOException {
    try (ProgressDisplay<CorpusProgress> display =
            ProgressDisplay.of(progress.mode(report), streams, new CorpusProgressText());
        TensorBoardOption.Runs runs = tensorBoard.open()) {
      return fit.heardBy(runs::of).run(manifest, display);
    } catch (CancellationException e) {
      throw new InterruptedCommandException(
          "interrupted; finished models are kept in %s; rerun the same command to resume"
              .formatted(out));
    }
  }

  private static String text(CorpusProgress end, Path manifest) {
    int fitted = end.clips() - end.failed() - end.reused();
    String failed = end.failed() == 0 ? "" : ", %d failed".formatted(end.failed());
    return String.format(
        Locale.ROOT,
        """
        corpus   %s, %s h of sound%s
        models   %,d fitted, %,d reused%s
        speed    %.2f× real time, %.1f s
        files    %s (manifest)\
        """,
        Figure.count(end.allClips(), "recording"),
        CorpusProgressText.hours(end.audioSeconds()),
        end.poor() == 0
            ? ""
            : "; %,d poor, under %.0f dB".formatted(end.poor(), FitMetadata.LOW_DB),
        fitted,
        end.reused(),
        failed,
        end.realTime(),
        end.elapsedSeconds(),
        manifest);
  }

  private static String json(CorpusProgress end, Path manifest) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("recordings", end.allClips());
    all.put("fitted", end.clips() - end.failed() - end.reused());
    all.put("reused", end.reused());
    all.put("failed", end.failed());
    all.put("poor", end.poor());
    all.put("firstError", end.firstError());
    all.put("audioSeconds", end.audioSeconds());
    all.put("realTime", end.realTime());
    all.put("seconds", end.elapsedSeconds());
    all.put("manifest", manifest.toString());
    return Json.object(all);
  }
}
