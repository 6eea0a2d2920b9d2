package org.sirenaudio.metrics;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;

/**
 * All metrics of one clip relative to another.
 *
 * @param rows one per metric, in display order
 */
public record Comparison(List<Row> rows) {

  /**
   * One metric's values.
   *
   * @param overall over all channels
   * @param perChannel {@code [channels]}; NaN where the reference's channel is silent and the
   *     metric undefined
   */
  public record Row(Metric metric, double overall, List<Double> perChannel) {}

  /** Copies the rows. */
  public Comparison {
    rows = List.copyOf(rows);
  }

  /**
   * Compares two clips with the same rate, length and number of channels.
   *
   * @param referenceName the reference's name in messages
   * @param testName the other clip's name
   * @throws BadDataException if their shapes differ, or the reference is silent
   */
  public static Comparison of(Clip reference, String referenceName, Clip test, String testName)
      throws BadDataException {
    require(
        reference.sampleRate() == test.sampleRate(),
        "%s is at %s Hz and %s at %s Hz; resample one of them first",
        referenceName,
        rate(reference),
        testName,
        rate(test));
    require(
        reference.channels() == test.channels(),
        "%s has %s and %s has %d; mix or cut one of them first",
        referenceName,
        Figure.count(reference.channels(), "channel"),
        testName,
        test.channels());
    require(
        reference.frames() == test.frames(),
        "%s has %s and %s has %s; cut them to the same span first",
        referenceName,
        Figure.count(reference.frames(), "frame"),
        testName,
        Figure.count(test.frames(), "frame"));
    float[][] original = reference.samples();
    float[][] estimate = test.samples();
    require(
        !Pair.isSilent(original),
        "%s is silent and cannot serve as a reference; check that it is the right file",
        referenceName);
    List<Row> rows = new ArrayList<>();
    for (Metric metric : Metrics.at(reference.sampleRate())) {
      List<Double> channels = new ArrayList<>();
      for (double value : metric.perChannel(original, estimate)) {
        channels.add(value);
      }
      rows.add(new Row(metric, metric.of(original, estimate), channels));
    }
    return new Comparison(rows);
  }

  private static String rate(Clip clip) {
    double rate = clip.sampleRate();
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private static void require(boolean condition, String otherwise, Object... values)
      throws BadDataException {
    if (!condition) {
      throw new BadDataException(otherwise.formatted(values));
    }
  }
}
