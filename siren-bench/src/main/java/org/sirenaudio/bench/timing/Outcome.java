package org.sirenaudio.bench.timing;

/** A contestant's result. */
public sealed interface Outcome {

  /**
   * @param flops FLOPs per run
   * @param seconds per run, round by round
   */
  record Measured(String name, double flops, Series seconds) implements Outcome {

    /** FLOPs per second, in units of 1e9. */
    public Series gigaflops() {
      return seconds.map(s -> 1e-9 * flops / s);
    }

    /** Its FLOPs per second relative to the peak's. */
    public Series shareOf(Measured peak) {
      return gigaflops().with(peak.gigaflops(), (own, most) -> own / most);
    }

    /** Its speed relative to another. */
    public Series speedUpOver(Measured other) {
      return seconds.with(other.seconds, (own, others) -> others / own);
    }
  }

  /**
   * @param reason why there is no figure
   */
  record Skipped(String name, String reason) implements Outcome {}

  String name();
}
