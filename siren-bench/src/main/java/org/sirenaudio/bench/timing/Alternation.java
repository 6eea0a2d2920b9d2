package org.sirenaudio.bench.timing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Times contestants in turn, round by round, so that other load on the machine affects all of them
 * alike.
 *
 * @param warmUpSeconds warm-up time per contestant: vector code is a thousand times slower until
 *     compiled
 * @param rounds measured rounds
 * @param seconds minimum duration of a contestant's turn
 * @param progress receives status messages
 */
public record Alternation(
    double warmUpSeconds, int rounds, double seconds, Consumer<String> progress) {

  /** A peer's threads may keep spinning for a while after its turn. */
  private static final long SETTLE_MILLIS = 30;

  /** One outcome per contestant, in order. */
  public SequencedMap<Contestant, Outcome> run(String what, List<Contestant> contestants) {
    double[][] times = new double[contestants.size()][rounds];
    String[] failures = new String[contestants.size()];
    for (int round = -1; round < rounds; round++) {
      progress.accept(
          round < 0
              ? what + ": warming up"
              : "%s: round %d of %d".formatted(what, round + 1, rounds));
      for (int c = 0; c < times.length; c++) {
        if (failures[c] != null) {
          continue;
        }
        try {
          double time = contestants.get(c).timer().seconds(round < 0 ? warmUpSeconds : seconds);
          if (round >= 0) {
            times[c][round] = time;
          }
          Thread.sleep(SETTLE_MILLIS);
        } catch (PeerException e) {
          failures[c] = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted", e);
        }
      }
    }
    SequencedMap<Contestant, Outcome> outcomes = new LinkedHashMap<>();
    for (int c = 0; c < times.length; c++) {
      Contestant contestant = contestants.get(c);
      outcomes.put(
          contestant,
          failures[c] == null
              ? new Outcome.Measured(contestant.name(), contestant.flops(), new Series(times[c]))
              : new Outcome.Skipped(contestant.name(), failures[c]));
    }
    return outcomes;
  }
}
