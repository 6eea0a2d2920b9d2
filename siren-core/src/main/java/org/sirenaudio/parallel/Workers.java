package org.sirenaudio.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.InterruptedWorkException;

/**
 * A fixed number of threads that process numbered pieces of work; the caller is one of them. Unlike
 * a parallel stream, it stops all of them before an interrupt or a failure is thrown.
 */
public final class Workers implements AutoCloseable {

  private final ExecutorService executor;
  private final int threads;

  private Workers(int threads) {
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().name("siren-", 1).factory());
  }

  /**
   * @param threads total number, the caller included; 0 for one per processor
   */
  public static Workers of(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "the number of threads must be at least 1, not " + threads);
    }
    return new Workers(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs {@code work} once for each number from 0 below {@code pieces} and returns when all are
   * done. The assignment of pieces to threads is unspecified, so results must not depend on it. The
   * first failure is rethrown here, after every thread has stopped.
   *
   * @throws InterruptedWorkException if the calling thread is interrupted, before or during the
   *     call; the other threads are interrupted too, and these workers become unusable
   */
  public void forEach(int pieces, IntConsumer work) {
    requireNotInterrupted();
    if (threads == 1 || pieces == 1) {
      for (int i = 0; i < pieces; i++) {
        work.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
            work.accept(i);
          }
        };
    List<Future<?>> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      helpers.add(executor.submit(share));
    }
    RuntimeException failure = null;
    try {
      share.run();
    } catch (RuntimeException e) {
      next.set(pieces);
      failure = e;
    }
    InterruptedException interruption = null;
    for (Future<?> helper : helpers) {
      while (!helper.isDone()) {
        try {
          helper.get();
        } catch (ExecutionException | CancellationException e) {
          next.set(pieces);
        } catch (InterruptedException e) {
          next.set(pieces);
          interruption = e;
          interruptHelpers();
        }
      }
    }
    if (interruption != null) {
      Thread.currentThread().interrupt();
      throw new InterruptedWorkException(interruption);
    }
    throwFirst(failure, helpers);
  }

  /** Pieces that have not started are dropped. */
  private void interruptHelpers() {
    for (Runnable waiting : executor.shutdownNow()) {
      if (waiting instanceof Future<?> helper) {
        helper.cancel(false);
      }
    }
  }

  private static void throwFirst(@Nullable RuntimeException own, List<Future<?>> helpers) {
    RuntimeException failure = own;
    for (Future<?> helper : helpers) {
      if (helper.state() == Future.State.FAILED) {
        if (helper.exceptionNow() instanceof Error error) {
          throw error;
        }
        failure = failure == null ? (RuntimeException) helper.exceptionNow() : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * To be called regularly by long-running pieces.
   *
   * @throws InterruptedWorkException if this thread is interrupted
   */
  public static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedWorkException(new InterruptedException());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
