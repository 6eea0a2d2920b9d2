package org.sirenaudio.fit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.model.Segment;

/**
 * What a fit has done so far: in memory alone, or also in the folder of its {@link Checkpoints},
 * from which another run goes on. The folder is begun when there is something to keep, so a short
 * fit touches no file. Throws {@link UncheckedIOException} where the folder cannot be used.
 */
final class FitJournal implements Closeable {

  /** A look at what is in training takes at most this part of the time. */
  private static final double MOST_SHARE = 0.02;

  private final @Nullable Checkpoints where;
  private final byte[] fingerprint;
  private final List<FitPlan.Window> windows;
  private @Nullable WindowFile finished;
  private @Nullable WindowFile interrupted;
  private Optional<StateFile.Times> states = Optional.empty();
  private double secondsBefore;
  private double nextSeconds;
  private boolean busy;

  private FitJournal(
      @Nullable Checkpoints where, byte[] fingerprint, List<FitPlan.Window> windows) {
    this.where = where;
    this.fingerprint = fingerprint;
    this.windows = windows;
    nextSeconds =
        where == null || where.everySeconds() == 0
            ? Double.POSITIVE_INFINITY
            : where.everySeconds();
  }

  static FitJournal inMemory() {
    return new FitJournal(null, new byte[0], List.of());
  }

  /** Opens what an interrupted fit has left, or waits until there is something to keep. */
  static FitJournal of(Checkpoints where, byte[] fingerprint, List<FitPlan.Window> windows)
      throws IOException {
    FitJournal journal = new FitJournal(where, fingerprint, windows);
    if (where.exist()) {
      where.deleteTemporaries();
      Files.deleteIfExists(where.folder().resolve(Checkpoints.INTERRUPTED));
      WindowFile file = journal.open(where, Checkpoints.WINDOWS, windows);
      journal.finished = file;
      journal.states = StateFile.times(where.folder().resolve(Checkpoints.STATES), fingerprint);
      double before = journal.states.map(StateFile.Times::elapsedSeconds).orElse(0.0);
      journal.secondsBefore = Math.max(before, file.elapsedSeconds());
      if (journal.secondsBefore > 0) {
        where.resumed().accept(journal.secondsBefore);
      }
    }
    return journal;
  }

  private WindowFile open(Checkpoints at, String name, List<FitPlan.Window> ofWindows)
      throws IOException {
    Files.createDirectories(at.folder());
    return WindowFile.open(at.folder().resolve(name), fingerprint, ofWindows, at.discard());
  }

  /** Seconds of fitting that an interrupted fit had had, 0 if none goes on. */
  double secondsBefore() {
    return secondsBefore;
  }

  /** Windows that are finished, the first so many. */
  int finished() {
    return finished == null ? 0 : finished.size();
  }

  WindowOutcome outcome(int window) {
    return opened().outcome(window);
  }

  Segment segment(int window) {
    return opened().segment(window);
  }

  private WindowFile opened() {
    WindowFile file = finished;
    if (file == null) {
      throw new IllegalStateException("no window is finished");
    }
    return file;
  }

  /** Forgets finished windows from that one on. */
  void cut(int window) {
    WindowFile file = finished;
    if (file != null) {
      io(() -> file.cut(window));
    }
  }

  /** From here on, finished windows go to the folder, and so leave the memory. */
  void begin() {
    Checkpoints at = where;
    if (finished == null && at != null) {
      io(() -> finished = open(at, Checkpoints.WINDOWS, windows));
    }
  }

  /**
   * Brings a wave's trainers to where an interrupted fit had them, if it had them in training.
   *
   * @return at how many seconds of fitting that fit had begun them
   */
  OptionalDouble resume(int first, List<WindowTrainer> trainers) {
    Checkpoints at = where;
    if (at == null || states.isEmpty()) {
      return OptionalDouble.empty();
    }
    double begun = states.get().begunSeconds();
    states = Optional.empty();
    try {
      Path path = at.folder().resolve(Checkpoints.STATES);
      return StateFile.read(path, fingerprint, first, trainers)
          ? OptionalDouble.of(begun)
          : OptionalDouble.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Saves what is in training, if it is time to and no other thread does. */
  void checkpointIfDue(StateFile.Times times, int first, List<WindowTrainer> trainers) {
    if (!take(times.elapsedSeconds())) {
      return;
    }
    long start = System.nanoTime();
    try {
      checkpoint(times, first, trainers);
    } finally {
      double cost = 1e-9 * (System.nanoTime() - start);
      give(times.elapsedSeconds() + cost, cost);
    }
  }

  private synchronized boolean take(double elapsed) {
    if (busy || elapsed < nextSeconds) {
      return false;
    }
    busy = true;
    return true;
  }

  private synchronized void give(double now, double cost) {
    busy = false;
    double every = where == null ? 0 : where.everySeconds();
    nextSeconds = now + Math.max(every, cost / MOST_SHARE);
  }

  private void checkpoint(StateFile.Times times, int first, List<WindowTrainer> trainers) {
    Checkpoints at = where;
    if (at != null) {
      begin();
      Path states = at.folder().resolve(Checkpoints.STATES);
      io(() -> StateFile.write(states, fingerprint, times, first, trainers));
    }
  }

  /**
   * The user has ended the fit early: what is in training is saved once more, and the windows kept
   * from here on, which are not what the fit would have come to, are those of this run alone.
   */
  void interrupt(StateFile.Times times, int first, List<WindowTrainer> trainers) {
    Checkpoints at = where;
    if (at != null && finished != null && interrupted == null) {
      checkpoint(times, first, trainers);
      List<FitPlan.Window> left = windows.subList(first, windows.size());
      io(() -> interrupted = open(at, Checkpoints.INTERRUPTED, left));
    }
  }

  /** Keeps the next finished window. */
  Segment keep(Segment segment, WindowOutcome outcome, double elapsed) {
    WindowFile file = interrupted != null ? interrupted : finished;
    if (file == null) {
      return segment;
    }
    io(() -> file.add(segment.network(), outcome, elapsed));
    return file.segment(file.size() - 1);
  }

  /** Puts on disk what has been kept. */
  void sync() {
    WindowFile file = finished;
    if (file != null) {
      io(file::sync);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void io(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (WindowFile file : Arrays.asList(finished, interrupted)) {
      if (file != null) {
        file.close();
      }
    }
  }
}
