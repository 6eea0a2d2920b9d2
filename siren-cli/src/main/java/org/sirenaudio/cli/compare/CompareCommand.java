package org.sirenaudio.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.ComparePicture;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.Table;
import org.sirenaudio.metrics.Comparison;
import org.sirenaudio.metrics.Metric;
import org.sirenaudio.metrics.Metrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code siren compare}: measures one recording against another. */
@Command(
    name = "compare",
    description = {
      "Compares a recording with a reference of the same rate, length and channels,"
          + " over all channels and channel by channel.",
      "With --plot it draws the error over time, both spectrograms and the error's spectrum.",
      "",
      "Metrics, of a reference r and a test t in full scale (docs/metrics.md has the formulas):",
      "SNR: energy of r over that of t - r, in dB; means are not removed.",
      "SI-SDR: as SNR, with r scaled to be nearest to t; means are not removed.",
      "PSNR: full scale, 1, over MSE, the mean of (t - r)^2; in dB.",
      "LSD (log-spectral distance): mean over frames of the RMS over bins of the difference of"
          + " log10 power; frames of 2048, hop 512.",
      "Spectral convergence: norm of the difference of magnitudes over the norm of the reference's;"
          + " the same frames.",
      "MR-STFT distance: mean over three resolutions (frames of 1024, 2048, 512; hops 120, 240, 50;"
          + " windows 600, 1200, 240) of spectral convergence and mean difference of ln magnitude.",
      "Noise to mask: power of t - r over the power that r masks (Johnston 1988, a full-scale sine"
          + " at 96 dB SPL): its mean over frames and critical bands, and its maximum; disturbed"
          + " frames: the fraction in which a band exceeds the mask by 1.5 dB, as in PEAQ.",
      "All with periodic Hann windows, centred frames, reflected ends, and power floored at 1e-8;"
          + " noise to mask without reflection and floor.",
      ""
    },
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {

  private final Streams streams;

  @Parameters(
      index = "0",
      paramLabel = "REFERENCE",
      description = "A sound file, or - for standard input.")
  private @Nullable Path reference;

  @Parameters(
      index = "1",
      paramLabel = "TEST",
      description = "The sound file to compare with REFERENCE.")
  private @Nullable Path test;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public CompareCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path first = Objects.requireNonNull(reference);
    Path second = Objects.requireNonNull(test);
    if (StandardStream.is(first) && StandardStream.is(second)) {
      throw new IllegalArgumentException("only one of the two can come from stdin");
    }
    Path plot = plots.file(null);
    if (plot != null) {
      Outputs.check(List.of(first, second), List.of(plot), file -> overwrite.given());
    }
    Clip original = recordings.read(first, streams, report);
    Clip estimate = recordings.read(second, streams, report);
    Comparison comparison = Comparison.of(original, first.toString(), estimate, second.toString());
    if (plot != null) {
      String title = first.getFileName() + " and " + second.getFileName();
      ComparePicture picture = new ComparePicture(title, headline(comparison), original, estimate);
      Outputs.write(plot, picture.bytes(PictureFormat.of(plot)), overwrite.given());
    }
    report.print(
        streams.out(), () -> json(comparison, plot), () -> table(comparison, original.channels()));
    return ExitCode.DONE;
  }

  private static String headline(Comparison comparison) {
    return comparison.rows().stream()
        .filter(row -> List.of("snr", "si-sdr", "lsd").contains(row.metric().name()))
        .map(row -> row.metric().title() + " " + valueWithUnit(row.metric(), row.overall()))
        .collect(Collectors.joining("  ·  "));
  }

  private static String valueWithUnit(Metric metric, double value) {
    return (value(metric, value) + " " + metric.unit()).stripTrailing();
  }

  private static String title(Metric metric) {
    return metric.unit().isEmpty() ? metric.title() : metric.title() + " (" + metric.unit() + ")";
  }

  private static String value(Metric metric, double value) {
    boolean small = metric.name().equals("mse") && value != 0;
    return small
        ? String.format(Locale.ROOT, "%.3e", value)
        : Table.number(value, metric.unit().equals("dB") ? 2 : 4);
  }

  private static String table(Comparison comparison, int channels) {
    List<String> header = new ArrayList<>(List.of("metric", "overall"));
    for (int c = 0; channels > 1 && c < channels; c++) {
      header.add("channel " + (c + 1));
    }
    Table table = new Table(header.toArray(String[]::new));
    for (Comparison.Row row : comparison.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(title(row.metric()));
      cells.add(value(row.metric(), row.overall()));
      for (int c = 0; channels > 1 && c < channels; c++) {
        cells.add(value(row.metric(), row.perChannel().get(c)));
      }
      table.row(cells);
    }
    return table.toString();
  }

  private String json(Comparison comparison, @Nullable Path plot) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("reference", Objects.requireNonNull(reference).toString());
    all.put("test", Objects.requireNonNull(test).toString());
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (Comparison.Row row : comparison.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("overall", row.overall());
      values.put("channels", row.perChannel());
      values.put("unit", row.metric().unit());
      metrics.put(Json.key(row.metric().name()), values);
      if (Metrics.names().contains(row.metric().name())) {
        // Its name in version 0.1, if different.
        metrics.put(row.metric().name(), values);
      }
    }
    all.put("metrics", metrics);
    if (plot != null) {
      all.put("plot", plot.toString());
    }
    return Json.object(all);
  }
}
