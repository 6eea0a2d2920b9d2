package org.sirenaudio.cli.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.dsp.Interpolation;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.metrics.Metric;
import org.sirenaudio.metrics.Snr;

/**
 * A fit beside what one would use instead of it, each by its estimate of a recording.
 *
 * @param rows in the order in which to print them
 */
public record Baselines(List<Row> rows) {

  /**
   * One method's figures.
   *
   * @param filledDb SNR over the frames that it was not given
   * @param givenDb SNR over those that it was given
   * @param allDb SNR over all frames
   * @param lsd log-spectral distance over all frames
   */
  public record Row(String method, double filledDb, double givenDb, double allDb, double lsd) {}

  /** What a method made of a recording. */
  public record Estimate(String method, float[][] samples) {}

  /**
   * Measures estimates, and behind them the cubic spline and the straight lines through the frames
   * that all were given.
   *
   * @param recording {@code [channels][frames]}
   * @param places of the frames on an axis of any unit, strictly ascending
   * @param given the frames that the methods were given
   * @param own the other estimates
   * @param spectral the log-spectral distance, or null where the samples are at uneven instants
   */
  public static Baselines of(
      float[][] recording,
      double[] places,
      BitSet given,
      List<Estimate> own,
      @Nullable Metric spectral)
      throws BadDataException {
    int[] frames = given.stream().toArray();
    double[] at = Arrays.stream(frames).mapToDouble(i -> places[i]).toArray();
    float[][] cubic = new float[recording.length][places.length];
    float[][] linear = new float[recording.length][places.length];
    for (int c = 0; c < recording.length; c++) {
      float[] values = new float[frames.length];
      for (int i = 0; i < frames.length; i++) {
        values[i] = recording[c][frames[i]];
      }
      Interpolation spline = Interpolation.cubic(at, values);
      Interpolation lines = Interpolation.linear(at, values);
      for (int i = 0; i < places.length; i++) {
        cubic[c][i] = (float) spline.at(places[i]);
        linear[c][i] = (float) lines.at(places[i]);
      }
    }
    List<Estimate> estimates = new ArrayList<>(own);
    estimates.add(new Estimate("cubic spline", cubic));
    estimates.add(new Estimate("linear", linear));
    List<Row> rows = new ArrayList<>();
    for (Estimate estimate : estimates) {
      rows.add(
          new Row(
              estimate.method(),
              snrDb(recording, estimate.samples(), given, false),
              snrDb(recording, estimate.samples(), given, true),
              new Snr().orNaN(recording, estimate.samples()),
              spectral == null ? Double.NaN : spectral.orNaN(recording, estimate.samples())));
    }
    return new Baselines(rows);
  }

  private static double snrDb(
      float[][] recording, float[][] estimate, BitSet given, boolean wanted) {
    ErrorSum sum = new ErrorSum();
    for (int c = 0; c < recording.length; c++) {
      for (int i = 0; i < recording[c].length; i++) {
        if (given.get(i) == wanted) {
          sum.add(recording[c][i], estimate[c][i]);
        }
      }
    }
    // As the SNR over all frames has it: against silence there is none.
    return sum.signal() == 0 ? Double.NaN : sum.snrDb();
  }

  public String text(String filled, String given) {
    Table table = new Table("method", filled, given, "all frames", "LSD");
    for (Row row : rows) {
      table.row(
          List.of(
              row.method(),
              Table.number(row.filledDb(), 2) + " dB",
              Table.number(row.givenDb(), 2) + " dB",
              Table.number(row.allDb(), 2) + " dB",
              Table.number(row.lsd(), 3)));
    }
    return table.toString();
  }

  /** For JSON: a map for each method. */
  public List<Map<String, Object>> entries(String filled, String given) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("method", row.method());
      entry.put(filled, row.filledDb());
      entry.put(given, row.givenDb());
      entry.put("snrDb", row.allDb());
      entry.put("lsd", row.lsd());
      list.add(entry);
    }
    return list;
  }
}
