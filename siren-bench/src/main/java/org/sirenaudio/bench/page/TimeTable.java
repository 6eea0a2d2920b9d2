package org.sirenaudio.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.timing.Series;

/** Outcomes as rows: time, speed and share of the peak measured in the same rounds. */
public final class TimeTable {

  private static final String NONE = "–";

  /** Columns up to the times. */
  private static final int TIMES = 3;

  private TimeTable() {}

  /** The header, with a name for the first column and of columns after the usual ones. */
  public static List<String> header(String first, String... more) {
    return Stream.concat(
            Stream.of(first, "one run", "quartiles", "GFLOP/s", "share of peak"), Stream.of(more))
        .toList();
  }

  /** The header of {@link #times}. */
  public static List<String> timesHeader(String first) {
    return header(first).subList(0, TIMES);
  }

  /** Rows without speeds. */
  public static List<List<String>> times(SequencedMap<Contestant, Outcome> outcomes) {
    return outcomes.values().stream().map(o -> row(o, null).subList(0, TIMES)).toList();
  }

  /**
   * @param peakOf the peak among these that a contestant is compared with
   */
  public static List<List<String>> rows(
      SequencedMap<Contestant, Outcome> outcomes, UnaryOperator<Contestant> peakOf) {
    return rows(outcomes, peakOf, contestant -> List.of());
  }

  /**
   * As above with more columns.
   *
   * @param more the further cells of a contestant
   */
  public static List<List<String>> rows(
      SequencedMap<Contestant, Outcome> outcomes,
      UnaryOperator<Contestant> peakOf,
      Function<Contestant, List<String>> more) {
    List<List<String>> rows = new ArrayList<>();
    outcomes.forEach(
        (contestant, outcome) -> {
          Contestant peak = peakOf.apply(contestant);
          List<String> row =
              new ArrayList<>(row(outcome, peak.equals(contestant) ? null : outcomes.get(peak)));
          row.addAll(more.apply(contestant));
          rows.add(row);
        });
    return rows;
  }

  private static List<String> row(Outcome outcome, @Nullable Outcome peak) {
    return switch (outcome) {
      case Outcome.Skipped skipped ->
          List.of(skipped.name(), "skipped: " + skipped.reason(), NONE, NONE, NONE);
      case Outcome.Measured measured -> {
        Series seconds = measured.seconds();
        String speed = measured.flops() > 0 ? Numbers.digits(measured.gigaflops().median()) : NONE;
        String share =
            measured.flops() > 0 && peak instanceof Outcome.Measured most
                ? Numbers.percent(measured.shareOf(most).median())
                : NONE;
        yield List.of(
            measured.name(),
            Numbers.seconds(seconds.median()),
            Numbers.spread(seconds, Numbers::seconds),
            speed,
            share);
      }
    };
  }
}
