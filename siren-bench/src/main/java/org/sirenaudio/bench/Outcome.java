package org.sirenaudio.bench;

/** What came of a contestant. */
sealed interface Outcome {

  /**
   * @param flops FLOPs of one run
   * @param seconds of one run, round by round
   */
  record Measured(String name, double flops, Series seconds) implements Outcome {

    /** FLOPs per second, in units of 1e9. */
    Series gigaflops() {
      return seconds.map(s -> 1e-9 * flops / s);
    }

    /** Its FLOPs per second over those of the peak. */
    Series shareOf(Measured peak) {
      return gigaflops().with(peak.gigaflops(), (own, most) -> own / most);
    }

    /** How many times faster it is than another. */
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
