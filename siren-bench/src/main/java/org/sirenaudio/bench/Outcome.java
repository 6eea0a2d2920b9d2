package org.sirenaudio.bench;

/** A contestant's result. */
sealed interface Outcome {

  /**
   * @param flops FLOPs per run
   * @param seconds per run, round by round
   */
  record Measured(String name, double flops, Series seconds) implements Outcome {

    /** FLOPs per second, in units of 1e9. */
    Series gigaflops() {
      return seconds.map(s -> 1e-9 * flops / s);
    }

    /** Its FLOPs per second relative to the peak's. */
    Series shareOf(Measured peak) {
      return gigaflops().with(peak.gigaflops(), (own, most) -> own / most);
    }

    /** Its speed relative to another. */
    Series speedUpOver(Measured other) {
      return seconds.with(other.seconds, (own, others) -> others / own);
    }
  }

  /**
   * @param reason why there is no figure
   */
  record Skipped(String name, String reason) implements Outcome {}

  String name();
}
