package org.sirenaudio.cli.console;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a command works: the work is asked to end, and the process waits until the command
 * has put away its files and said what there is to say. Before there is work to ask, the process
 * ends at once.
 */
public final class Interrupt implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::happen, "siren-interrupt");
  private volatile @Nullable Runnable stop;
  private volatile boolean happened;

  private Interrupt() {}

  /** Stays until it is closed, which is when the command is done. */
  public static Interrupt armed() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** From here on a Ctrl-C calls {@code action}, once, and no longer what it called before. */
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
      done.await();
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
      // The process is already on its way out.
    }
  }
}
