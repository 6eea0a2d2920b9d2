package org.sirenaudio.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.picture.NetworksPicture;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.Table;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.fit.data.Spectrum;

/**
 * The result of a network comparison as a table, JSON and a picture.
 *
 * @param clip the recording
 * @param kinds the fits of each kind
 * @param interrupted whether the user stopped it early
 */
record NetworksReport(Clip clip, List<SeededFits> kinds, boolean interrupted) {

  static final List<String> COLUMNS =
      List.of(
          "network",
          "width",
          "parameters",
          "frequencies",
          "rates",
          "SNR (dB)",
          "between (dB)",
          "LSD",
          "to 30 dB (s)",
          "steps",
          "seconds");

  private static final int CLOSE_POINTS = 1500;
  private static final double CLOSE_SECONDS = 0.005;

  String text() {
    Table table = new Table(COLUMNS.toArray(String[]::new));
    rows().forEach(table::row);
    return (interrupted ? "interrupted: the best states so far\n" : "") + table + learnedNothing();
  }

  /** A row per kind, under {@link #COLUMNS}. */
  List<List<String>> rows() {
    return kinds.stream().map(NetworksReport::row).toList();
  }

  private static List<String> row(SeededFits seeds) {
    ComparisonFit fit = seeds.first();
    return List.of(
        fit.kind().name(),
        Integer.toString(fit.width()),
        String.format(Locale.ROOT, "%,d", fit.parameters()),
        fit.kind().frequencies(),
        "× " + Table.number(fit.kind().rateFactor(), 1),
        spread(seeds, one -> one.metadata().snrDb()),
        spread(seeds, one -> one.metadata().betweenDb()),
        spread(seeds, ComparisonFit::lsd),
        Double.isNaN(seeds.secondsToGood()) ? "–" : Table.number(seeds.secondsToGood(), 1),
        Integer.toString(fit.metadata().steps()),
        Table.number(fit.seconds(), 1));
  }

  private String learnedNothing() {
    String nothing =
        kinds.stream()
            .filter(seeds -> seeds.fits().stream().allMatch(f -> f.metadata().learnedNothing()))
            .map(seeds -> seeds.kind().name())
            .collect(Collectors.joining(", "));
    return nothing.isEmpty() ? "" : "\nlearned nothing (under 1 dB): " + nothing;
  }

  /** Such as 26.60, or 26.60 ± 0.21 for several seeds. */
  private static String spread(SeededFits seeds, ToDoubleFunction<ComparisonFit> figure) {
    String mean = Table.number(seeds.mean(figure), 2);
    return seeds.fits().size() < 2 ? mean : mean + " ± " + Table.number(seeds.deviation(figure), 2);
  }

  String json(@Nullable Path plot, @Nullable Path page) {
    List<Map<String, Object>> networks = new ArrayList<>();
    for (SeededFits seeds : kinds) {
      ComparisonFit fit = seeds.first();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("network", fit.kind().name());
      one.put("kind", fit.kind().kind().name());
      one.put("width", fit.width());
      one.put("parameters", fit.parameters());
      one.putAll(fit.kind().figures());
      one.put("rateFactor", fit.kind().rateFactor());
      one.put("snrDb", seeds.snrDb());
      one.put("snrDeviationDb", seeds.deviation(f -> f.metadata().snrDb()));
      one.put("betweenDb", seeds.betweenDb());
      one.put("betweenDeviationDb", seeds.deviation(f -> f.metadata().betweenDb()));
      one.put("lsd", seeds.mean(ComparisonFit::lsd));
      one.put("secondsTo30Db", seeds.secondsToGood());
      one.put("learnedNothing", fit.metadata().learnedNothing());
      one.put("steps", fit.metadata().steps());
      one.put("seconds", fit.seconds());
      one.put(
          "history",
          fit.history().stream().map(p -> List.of(p.elapsedSeconds(), p.snrDb())).toList());
      one.put("runs", seeds.runs());
      networks.add(one);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("interrupted", interrupted);
    all.put("networks", networks);
    if (plot != null) {
      all.put("plot", plot.toString());
      // Its name in version 0.1.
      all.put("picture", plot.toString());
    }
    if (page != null) {
      all.put("page", page.toString());
    }
    return Json.object(all);
  }

  NetworksPicture picture(String name) {
    List<NetworksPicture.Network> networks = new ArrayList<>();
    for (SeededFits seeds : kinds) {
      ComparisonFit fit = seeds.first();
      boolean one = seeds.fits().size() == 1;
      List<double[]> curve = one ? List.of() : seeds.curve();
      List<double[]> snr =
          one
              ? fit.history().stream()
                  .map(p -> new double[] {p.elapsedSeconds(), p.snrDb()})
                  .toList()
              : curve;
      List<double[]> band =
          curve.stream().map(point -> new double[] {point[0], point[2], point[3]}).toList();
      networks.add(new NetworksPicture.Network(fit.kind().name(), snr, band, fit.rendered()));
    }
    String headline =
        kinds.stream()
            .map(e -> e.kind().name() + " " + Table.number(e.snrDb(), 1) + " dB")
            .collect(Collectors.joining("  ·  "));
    return new NetworksPicture(name, headline, clip, networks, close());
  }

  /** Outputs and derivatives around the loudest point. */
  private List<NetworksPicture.Close> close() {
    float[] samples = clip.channel(0);
    int loudest = 0;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > Math.abs(samples[loudest])) {
        loudest = i;
      }
    }
    double rate = clip.sampleRate();
    double perMillisecond = rate / 1000;
    double span = Math.min(clip.frames() - 1, CLOSE_SECONDS * rate);
    double from = Math.clamp(loudest - span / 2, 0, Math.max(0, clip.frames() - 1 - span));
    double[] frames = new double[CLOSE_POINTS];
    Arrays.setAll(frames, i -> from + span * i / (CLOSE_POINTS - 1));
    SincInterpolator sinc = Spectrum.of(clip).sinc();
    String[] titles = {"Amplitude at the loudest point", "First derivative", "Second derivative"};
    String[] labels = {"amplitude", "per ms", "per ms²"};
    List<NetworksPicture.Close> plots = new ArrayList<>();
    for (int order = 0; order <= 2; order++) {
      List<List<double[]>> lines = new ArrayList<>();
      double[] original = differences(p -> sinc.at(samples, p), frames, perMillisecond, order);
      lines.add(points(frames, rate, original));
      for (SeededFits seeds : kinds) {
        lines.add(points(frames, rate, seeds.first().derivative(frames, order)));
      }
      plots.add(new NetworksPicture.Close(titles[order], labels[order], lines));
    }
    return plots;
  }

  /**
   * A curve over frames, or its derivative by central differences, per the time of {@code rate}
   * frames.
   */
  private static double[] differences(
      DoubleUnaryOperator curve, double[] frames, double rate, int order) {
    double h = 0.01;
    return Arrays.stream(frames)
        .map(
            p -> {
              double before = curve.applyAsDouble(p - h);
              double here = curve.applyAsDouble(p);
              double after = curve.applyAsDouble(p + h);
              return switch (order) {
                case 0 -> here;
                case 1 -> rate * (after - before) / (2 * h);
                default -> rate * rate * (after - 2 * here + before) / (h * h);
              };
            })
        .toArray();
  }

  private static List<double[]> points(double[] frames, double rate, double[] values) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < frames.length; i++) {
      points.add(new double[] {1000 * frames[i] / rate, values[i]});
    }
    return points;
  }
}
