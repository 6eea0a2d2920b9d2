package org.sirenaudio.corpus;

import java.util.HashSet;
import java.util.Set;
import org.sirenaudio.error.InterruptedWorkException;

/** A lock per key: each key is held by one thread at a time. Not reentrant. */
final class KeyedLock {
  private final Set<String> held = new HashSet<>();

  /**
   * Takes a key; waits as long as another thread holds it.
   *
   * @throws InterruptedWorkException if this thread is interrupted meanwhile
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
