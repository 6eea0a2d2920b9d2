package org.sirenaudio.codecs;

import java.time.Duration;

/**
 * Decides at regular polls whether a process hangs: it has computed too long without output, or has
 * neither computed nor written, as on an unresponsive file system. Polls are counted instead of
 * time, which also passes while a shell has suspended both the process and the one that polls.
 */
final class HangDetector {

  static final Duration POLL = Duration.ofMillis(500);

  private static final Duration COMPUTING = Duration.ofSeconds(6);
  private static final Duration WAITING = Duration.ofSeconds(60);

  private long output = -1;
  private Duration usedAtOutput = Duration.ZERO;
  private int silentPolls;

  /**
   * One poll.
   *
   * @param outputs number of outputs so far
   * @param used CPU time used so far
   */
  boolean hangs(long outputs, Duration used) {
    if (outputs != output) {
      output = outputs;
      usedAtOutput = used;
      silentPolls = 0;
      return false;
    }
    silentPolls++;
    boolean waits = POLL.multipliedBy(silentPolls).compareTo(WAITING) > 0;
    return used.minus(usedAtOutput).compareTo(COMPUTING) > 0
        || (waits && used.equals(usedAtOutput));
  }
}
