package org.sirenaudio.cli.compare;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sirenaudio.command.HtmlText;

/**
 * A network comparison as an HTML page that needs nothing else: the table, every run, and the plot.
 *
 * @param name of the recording
 * @param report the results
 * @param png the plot
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NetworksPage(String name, NetworksReport report, byte[] png) {

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
        color: #1d2433; background: #fff }
      @media (prefers-color-scheme: dark) { body { color: #e6e9ef; background: #14171f } }
      div { overflow-x: auto }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem }
      th, td { padding: .3rem .6rem; border-bottom: 1px solid #8884; text-align: right; white-space: nowrap }
      th:first-child, td:first-child { text-align: left }
      img { max-width: 100%; height: auto; margin-top: 1.5rem }
      """;

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s: networks compared</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s: networks compared</h1>
        <p>One network of each kind over %3$s s of sound at %4$s Hz. SNR over all frames, on the sample grid
        and between the samples; means and standard deviations where there are several seeds.</p>
        <div>%5$s</div>
        <h2>Every run</h2>
        <div>%6$s</div>
        <img alt="SNR over time, spectrograms and derivatives" src="data:image/png;base64,%7$s">
        </body>
        </html>
        """
        .formatted(
            HtmlText.escaped(name),
            STYLE,
            String.format(Locale.ROOT, "%.1f", report.clip().seconds()),
            String.format(Locale.ROOT, "%.0f", report.clip().sampleRate()),
            table(NetworksReport.COLUMNS, report.rows()),
            table(List.of("network", "seed", "SNR (dB)", "between (dB)", "LSD", "seconds"), runs()),
            Base64.getEncoder().encodeToString(png));
  }

  private List<List<String>> runs() {
    return report.kinds().stream().flatMap(NetworksPage::runs).toList();
  }

  private static Stream<List<String>> runs(SeededFits seeds) {
    return IntStream.range(0, seeds.fits().size())
        .mapToObj(
            i -> {
              ComparisonFit fit = seeds.fits().get(i);
              return List.of(
                  fit.kind().name(),
                  Long.toString(seeds.firstSeed() + i),
                  figure(fit.metadata().snrDb()),
                  figure(fit.metadata().betweenDb()),
                  figure(fit.lsd()),
                  figure(fit.seconds()));
            });
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String table(List<String> columns, List<List<String>> rows) {
    return "<table>\n"
        + row("th", columns)
        + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining())
        + "</table>";
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%1$s>%2$s</%1$s>".formatted(tag, HtmlText.escaped(cell)))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }
}
