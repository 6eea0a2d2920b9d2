package org.sirenaudio.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Handles Ctrl-C: the work is asked to end, and the process waits until the command has finished
 * its files and its report. Before work has started, the process exits at once.
 */
public final class Interrupt implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::happen, "siren-interrupt");
  private volatile @Nullable Runnable stop;
  private volatile boolean happened;

  private Interrupt() {}

  /** Active until closed, at the end of the command. */
  public static Interrupt armed() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** From now on the first Ctrl-C calls {@code action} instead of the previous one. */
  public void stops(Runnable action) {
    stop = action;
  }

  public boolean happened() {
    return happened;
  }

  private void happen() {
    happened = true;
    Runnable action = stop;
    if (action == null) {
      return;
    }
    action.run();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("siren: stopping after the current step and the measurement");
        done.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is already exiting.
    }
  }
}
