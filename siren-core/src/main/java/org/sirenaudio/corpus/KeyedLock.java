package org.sirenaudio.corpus;

import java.util.HashSet;
import java.util.Set;
import org.sirenaudio.error.InterruptedWorkException;

/** A lock per key. Not reentrant. */
final class KeyedLock {
  private final Set<String> held = new HashSet<>();

  /**
   * Locks a key, waiting until it is free.
   *
   * @throws InterruptedWorkException if this thread is interrupted while waiting
   */
  synchronized void lock(String key) {
    try {
      while (!held.add(key)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWorkException(e);
    }
  }

  synchronized void unlock(String key) {
    held.remove(key);
    notifyAll();
  }
}
