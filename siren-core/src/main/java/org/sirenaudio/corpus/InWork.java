package org.sirenaudio.corpus;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Names of what is being made, each by one thread at a time. */
final class InWork {
  private final Set<String> names = new HashSet<>();

  /**
   * Begins; waits as long as another thread is at it.
   *
   * @throws CancellationException if this thread is interrupted meanwhile
   */
  synchronized void begin(String name) {
    try {
      while (!names.add(name)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  synchronized void end(String name) {
    names.remove(name);
    notifyAll();
  }
}
