package org.sirenaudio.bench.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.timing.Series;

/** Ratios and goal rows from the outcomes of an alternation. */
public record Ratios(Map<Contestant, Outcome> outcomes) {

  /** The GFLOP/s of one contestant relative to another's, both measured. */
  public Series share(Contestant contestant, Contestant other) {
    if (outcomes.get(contestant) instanceof Outcome.Measured measured
        && outcomes.get(other) instanceof Outcome.Measured most) {
      return measured.shareOf(most);
    }
    throw new IllegalStateException(contestant.name() + " was not measured");
  }

  /** The speed of one contestant relative to another, if both were measured. */
  public Optional<Series> speedUp(Contestant contestant, Contestant other) {
    return outcomes.get(contestant) instanceof Outcome.Measured measured
            && outcomes.get(other) instanceof Outcome.Measured slower
        ? Optional.of(measured.speedUpOver(slower))
        : Optional.empty();
  }

  /** A contestant's share of a peak. */
  public List<String> share(Goal goal, Contestant contestant, Contestant peak) {
    return outcomes.get(contestant) instanceof Outcome.Measured measured
            && outcomes.get(peak) instanceof Outcome.Measured most
        ? goal.judge(measured.shareOf(most))
        : goal.skip(reason(contestant));
  }

  /** The speed of one contestant relative to another. */
  public List<String> speedUp(Goal goal, Contestant contestant, Contestant other) {
    return speedUp(contestant, other).map(goal::judge).orElseGet(() -> goal.skip(reason(other)));
  }

  /** As above, without a verdict. */
  public List<String> withhold(Goal goal, Contestant contestant, Contestant other, String why) {
    return speedUp(contestant, other)
        .map(ratio -> goal.withhold(ratio, why))
        .orElseGet(() -> goal.skip(reason(other)));
  }

  private String reason(Contestant contestant) {
    return outcomes.get(contestant) instanceof Outcome.Skipped skipped
        ? skipped.reason()
        : "not measured";
  }
}
