package org.sirenaudio.bench.fits;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of the training page, as PNG files. */
final class TrainingPlots {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;

  private TrainingPlots() {}

  /** SNR on the grid, between the samples and in the worst window, by configuration number. */
  static byte[] bars(String title, List<ColdFit> fits) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("no. in the table")
            .yAxisTitle("SNR (dB)")
            .build();
    List<Integer> numbers = IntStream.rangeClosed(1, fits.size()).boxed().toList();
    add(chart, "on the grid", numbers, fits, fit -> fit.figure("snrDb"));
    add(chart, "between the samples", numbers, fits, fit -> fit.figure("betweenDb"));
    add(chart, "worst window", numbers, fits, fit -> fit.figure("worstWindowDb"));
    return png(chart);
  }

  private static void add(
      CategoryChart chart,
      String name,
      List<Integer> numbers,
      List<ColdFit> fits,
      ToDoubleFunction<ColdFit> figure) {
    List<Double> values =
        fits.stream()
            .map(figure::applyAsDouble)
            .map(db -> Double.isFinite(db) ? Math.max(0, db) : 0)
            .toList();
    chart.addSeries(name, numbers, values);
  }

  /** SNR over time, one line per fit. */
  static byte[] curves(String title, SequencedMap<String, List<double[]>> curves)
      throws IOException {
    return lines(title, "seconds of fitting", "training SNR (dB)", curves, false);
  }

  /** Results of time-limited fits, one line per recording. */
  static byte[] budgets(SequencedMap<String, List<double[]>> curves) throws IOException {
    return lines("SNR against the budget", "--seconds", "SNR over all frames (dB)", curves, true);
  }

  private static byte[] lines(
      String title,
      String across,
      String up,
      SequencedMap<String, List<double[]>> curves,
      boolean markers)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    for (Map.Entry<String, List<double[]>> curve : curves.entrySet()) {
      double[] seconds = curve.getValue().stream().mapToDouble(point -> point[0]).toArray();
      double[] db = curve.getValue().stream().mapToDouble(point -> point[1]).toArray();
      if (seconds.length > 0) {
        chart
            .addSeries(curve.getKey(), seconds, db)
            .setMarker(markers ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
      }
    }
    return png(chart);
  }

  private static byte[] png(Chart<?, ?> chart) throws IOException {
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", bytes);
    return bytes.toByteArray();
  }
}
