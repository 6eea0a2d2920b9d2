package org.sirenaudio.bench.timing;

/**
 * A candidate in alternating timing.
 *
 * @param name in the page
 * @param flops FLOPs of the hidden matrix products per run, 0 if not counted
 * @param timer measures the time
 */
public record Contestant(String name, double flops, Timer timer) {

  /** Times a run. */
  @FunctionalInterface
  public interface Timer {

    /**
     * @param atLeast minimum measuring time in seconds; at least one whole run
     * @return mean seconds per run
     * @throws PeerException if a peer process fails
     */
    double seconds(double atLeast) throws PeerException;
  }

  public static Contestant of(String name, double flops, Runnable run) {
    return new Contestant(name, flops, atLeast -> meanSeconds(run, atLeast));
  }

  public static Contestant peak(String name, Peak peak) {
    return new Contestant(name, 1e9, peak::secondsPerGigaflop);
  }

  public static double meanSeconds(Runnable run, double atLeast) {
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
