package org.sirenaudio.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while a command works: the work is asked to end, and the process waits until it has put
 * away its files.
 */
final class Interrupt implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean happened;

  private Interrupt(Runnable stop) {
    hook =
        new Thread(
            () -> {
              happened = true;
              stop.run();
              try {
                done.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "siren-interrupt");
  }

  /** From here on a Ctrl-C calls {@code stop}, once. */
  static Interrupt calls(Runnable stop) {
    Interrupt interrupt = new Interrupt(stop);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  boolean happened() {
    return happened;
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
