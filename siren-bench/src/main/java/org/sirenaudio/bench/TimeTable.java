package org.sirenaudio.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Outcomes as rows: time, speed and share of the peak measured in the same rounds. */
final class TimeTable {

  private static final String NONE = "–";

  private TimeTable() {}

  /** The header, with a name for the first column. */
  static List<String> header(String first) {
    return List.of(first, "one run", "quartiles", "GFLOP/s", "share of peak");
  }

  /**
   * @param peakOf the peak among these that a contestant is compared with
   */
  static List<List<String>> rows(
      SequencedMap<Contestant, Outcome> outcomes, UnaryOperator<Contestant> peakOf) {
    List<List<String>> rows = new ArrayList<>();
    outcomes.forEach(
        (contestant, outcome) -> {
          Contestant peak = peakOf.apply(contestant);
          rows.add(row(outcome, peak.equals(contestant) ? null : outcomes.get(peak)));
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
