package org.sirenaudio.cli.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.Table;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.dsp.Interpolation;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.metrics.Metric;

/**
 * A fit compared with standard interpolation methods.
 *
 * @param rows in display order
 */
public record Baselines(List<Row> rows) {

  /**
   * One method's figures.
   *
   * @param filledDb SNR over the held-out frames
   * @param givenDb SNR over the given frames
   * @param allDb SNR over all frames of the recording
   * @param lsd log-spectral distance over all frames
   */
  public record Row(String method, double filledDb, double givenDb, double allDb, double lsd) {}

  /** A method's output for a recording. */
  public record Estimate(String method, float[][] samples) {}

  /**
   * Measures estimates, followed by cubic spline and linear interpolation of the given frames.
   *
   * @param recording {@code [channels][frames]}
   * @param places of the frames on an axis of any unit, strictly ascending
   * @param given frames available to the methods
   * @param broken frames that the recording lacks
   * @param own the other estimates
   * @param spectral the log-spectral distance, or null for non-uniform instants
   */
  public static Baselines of(
      float[][] recording,
      double[] places,
      BitSet given,
      BitSet broken,
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
    double[] means = Arrays.stream(recording).mapToDouble(x -> mean(x, broken)).toArray();
    List<Row> rows = new ArrayList<>();
    for (Estimate estimate : estimates) {
      rows.add(
          new Row(
              estimate.method(),
              snrDb(recording, estimate.samples(), means, i -> !given.get(i) && !broken.get(i)),
              snrDb(recording, estimate.samples(), means, given::get),
              snrDb(recording, estimate.samples(), means, i -> !broken.get(i)),
              spectral == null || !broken.isEmpty()
                  ? Double.NaN
                  : spectral.orNaN(recording, estimate.samples())));
    }
    return new Baselines(rows);
  }

  /** The mean of the given frames: an offset is not sound. */
  private static double mean(float[] samples, BitSet broken) {
    return IntStream.range(0, samples.length)
        .filter(i -> !broken.get(i))
        .mapToDouble(i -> samples[i])
        .average()
        .orElse(0);
  }

  private static double snrDb(
      float[][] recording, float[][] estimate, double[] means, IntPredicate counts) {
    ErrorSum sum = new ErrorSum();
    for (int c = 0; c < recording.length; c++) {
      for (int i = 0; i < recording[c].length; i++) {
        if (counts.test(i)) {
          sum.add(recording[c][i], estimate[c][i], means[c]);
        }
      }
    }
    // As for the SNR over all frames: undefined against silence.
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

  /** For JSON: a map per method. */
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
