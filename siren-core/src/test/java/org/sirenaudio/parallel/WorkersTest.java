package org.sirenaudio.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.InterruptedWorkException;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 16})
  void everyTaskRunsOnce(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int pieces : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray done = new AtomicIntegerArray(pieces);
        workers.forEach(pieces, done::incrementAndGet);
        for (int i = 0; i < pieces; i++) {
          assertThat(done.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aFailureIsRethrownAndTheWorkersRemainUsable(int threads) {
    try (Workers workers = Workers.of(threads)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      100,
                      i -> {
                        if (i == 50) {
                          throw new IllegalStateException("piece 50");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("piece 50");
      AtomicIntegerArray done = new AtomicIntegerArray(3);
      workers.forEach(3, done::incrementAndGet);
      assertThat(done).hasToString("[1, 1, 1]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anInterruptedThreadThrowsBeforeAnyWork(int threads) {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = Workers.of(threads)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> workers.forEach(100, i -> done.incrementAndGet()))
          .isInstanceOf(InterruptedWorkException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(done).hasValue(0);
      assertThat(Thread.interrupted()).as("it is still marked").isTrue();
    }
  }

  @Test
  void anInterruptEndsTheTasksOfAllThreadsBeforeItIsThrown() {
    AtomicInteger working = new AtomicInteger();
    Thread caller = Thread.currentThread();
    try (Workers workers = Workers.of(3)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      1000,
                      i -> {
                        working.incrementAndGet();
                        if (i == 20) {
                          caller.interrupt();
                        }
                        working.decrementAndGet();
                        if (i > 20 && Thread.currentThread() != caller) {
                          sleepUntilInterrupted();
                        }
                      }))
          .isInstanceOf(InterruptedWorkException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(working).as("nobody works on").hasValue(0);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void sleepUntilInterrupted() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void zeroThreadsMeansOnePerProcessor() {
    assertThatIllegalArgumentException().isThrownBy(() -> Workers.of(-1));
    try (Workers workers = Workers.of(0)) {
      assertThat(workers.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
  }
}
