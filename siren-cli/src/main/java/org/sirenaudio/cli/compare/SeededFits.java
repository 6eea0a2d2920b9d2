package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sirenaudio.fit.report.FitProgress;

/**
 * One kind of network, fitted with several seeds.
 *
 * @param fits at least one, in seed order
 * @param firstSeed the first seed; the others are consecutive
 */
record SeededFits(List<ComparisonFit> fits, long firstSeed) {

  /** SNR at which a fit is worth listening to. */
  private static final double GOOD_DB = 30;

  private static final int CURVE_POINTS = 200;

  SeededFits {
    fits = List.copyOf(fits);
  }

  /** The first seed's fit. */
  ComparisonFit first() {
    return fits.getFirst();
  }

  ComparedNetwork kind() {
    return first().kind();
  }

  double mean(ToDoubleFunction<ComparisonFit> figure) {
    return fits.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** Standard deviation over the seeds; NaN for a single one. */
  double deviation(ToDoubleFunction<ComparisonFit> figure) {
    double mean = mean(figure);
    double sum =
        fits.stream().mapToDouble(fit -> Math.pow(figure.applyAsDouble(fit) - mean, 2)).sum();
    return fits.size() < 2 ? Double.NaN : Math.sqrt(sum / (fits.size() - 1));
  }

  double snrDb() {
    return mean(fit -> fit.metadata().snrDb());
  }

  double betweenDb() {
    return mean(fit -> fit.metadata().betweenDb());
  }

  /** Mean seconds until the training SNR reached 30 dB; NaN if a fit never did. */
  double secondsToGood() {
    return mean(SeededFits::secondsToGood);
  }

  private static double secondsToGood(ComparisonFit fit) {
    return fit.history().stream()
        .filter(progress -> progress.snrDb() >= GOOD_DB)
        .mapToDouble(FitProgress::elapsedSeconds)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The JSON entries of each seed. */
  List<Map<String, Object>> runs() {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      ComparisonFit fit = fits.get(i);
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("seed", firstSeed + i);
      run.put("snrDb", fit.metadata().snrDb());
      run.put("betweenDb", fit.metadata().betweenDb());
      run.put("lsd", fit.lsd());
      run.put("steps", fit.metadata().steps());
      run.put("seconds", fit.seconds());
      runs.add(run);
    }
    return runs;
  }

  /** Seconds, and the mean, minimum and maximum SNR over the seeds. */
  List<double[]> curve() {
    double end = fits.stream().mapToDouble(ComparisonFit::seconds).min().orElse(0);
    List<double[]> curve = new ArrayList<>();
    for (int i = 0; i < CURVE_POINTS; i++) {
      double seconds = end * (i + 1) / CURVE_POINTS;
      double[] values = fits.stream().mapToDouble(fit -> at(fit, seconds)).toArray();
      double sum = 0;
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double value : values) {
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      if (Double.isFinite(sum)) {
        curve.add(new double[] {seconds, sum / values.length, least, most});
      }
    }
    return curve;
  }

  /** The latest reported value at a time. */
  private static double at(ComparisonFit fit, double seconds) {
    double latest = Double.NaN;
    for (FitProgress progress : fit.history()) {
      if (progress.elapsedSeconds() > seconds) {
        break;
      }
      latest = progress.snrDb();
    }
    return latest;
  }
}
