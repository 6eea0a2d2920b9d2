package org.sirenaudio.bench;

/**
 * Something whose time is taken in turn with others.
 *
 * @param name what the page calls it
 * @param flops FLOPs of the hidden matrix products of one run, 0 where nobody counts them
 * @param timer takes the time
 */
record Contestant(String name, double flops, Timer timer) {

  /** Takes the time of one run. */
  @FunctionalInterface
  interface Timer {

    /**
     * @param atLeast seconds to go on for; always one whole run
     * @return seconds of one run, the mean of those that were made
     * @throws PeerException if a peer process fails
     */
    double seconds(double atLeast) throws PeerException;
  }

  static Contestant of(String name, double flops, Runnable run) {
    return new Contestant(name, flops, atLeast -> meanSeconds(run, atLeast));
  }

  static Contestant peak(String name, Peak peak) {
    return new Contestant(name, 1e9, peak::secondsPerGigaflop);
  }

  static double meanSeconds(Runnable run, double atLeast) {
    long start = System.nanoTime();
    int runs = 0;
    double elapsed = 0;
    while (elapsed < atLeast || runs == 0) {
      run.run();
      runs++;
      elapsed = 1e-9 * (System.nanoTime() - start);
    }
    return elapsed / runs;
  }
}
