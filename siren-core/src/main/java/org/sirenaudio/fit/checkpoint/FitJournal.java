package org.sirenaudio.fit.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.model.Segment;

/**
 * The progress of a fit: in memory only, or also in the folder of its {@link Checkpoints}, from
 * which another run resumes. The folder is created on first save, so a short fit touches no file.
 * Throws {@link UncheckedIOException} if the folder cannot be used.
 */
public final class FitJournal implements Closeable {

  /** Upper bound on the fraction of time spent saving training state. */
  private static final double MOST_SHARE = 0.02;

  private final Checkpoints.@Nullable Folder folder;
  private final Supplier<byte[]> inputs;
  private final List<PlannedWindow> windows;
  private byte @Nullable [] fingerprint;
  private @Nullable WindowFile finished;
  private @Nullable WindowFile interrupted;
  private boolean statesLeft;
  private double secondsBefore;
  private double nextSeconds;
  private boolean busy;

  private FitJournal(
      Checkpoints.@Nullable Folder folder, Supplier<byte[]> inputs, List<PlannedWindow> windows) {
    this.folder = folder;
    this.inputs = inputs;
    this.windows = windows;
    nextSeconds =
        folder == null || folder.everySeconds() == 0
            ? Double.POSITIVE_INFINITY
            : folder.everySeconds();
  }

  /**
   * Opens an interrupted fit's state, or starts an empty journal.
   *
   * @param inputs the fit's {@link Fingerprint}; not asked for until a file is opened, because a
   *     JVM that has just started takes 0.1 s to spell out a configuration
   */
  public static FitJournal of(
      Checkpoints checkpoints, Supplier<byte[]> inputs, List<PlannedWindow> windows)
      throws IOException {
    if (!(checkpoints instanceof Checkpoints.Folder folder)) {
      return new FitJournal(null, inputs, windows);
    }
    FitJournal journal = new FitJournal(folder, inputs, windows);
    if (folder.exist()) {
      try {
        journal.resume(folder);
      } catch (IOException | RuntimeException | Error e) {
        journal.close();
        throw e;
      }
    }
    return journal;
  }

  private void resume(Checkpoints.Folder from) throws IOException {
    WindowFile file = open(from, Checkpoints.Folder.WINDOWS, windows);
    finished = file;
    // From here on this is the only writer.
    from.deleteTemporaries();
    Files.deleteIfExists(from.path().resolve(Checkpoints.Folder.INTERRUPTED));
    if (from.existing() == Checkpoints.Existing.DISCARD) {
      Files.deleteIfExists(states(from));
    }
    Optional<StateFile.Times> times = StateFile.times(states(from), fingerprint());
    statesLeft = times.isPresent();
    double before = times.map(StateFile.Times::elapsedSeconds).orElse(0.0);
    secondsBefore = Math.max(before, file.elapsedSeconds());
  }

  private static Path states(Checkpoints.Folder folder) {
    return folder.path().resolve(Checkpoints.Folder.STATES);
  }

  private WindowFile open(Checkpoints.Folder at, String name, List<PlannedWindow> ofWindows)
      throws IOException {
    Files.createDirectories(at.path());
    return WindowFile.open(at.path().resolve(name), fingerprint(), ofWindows, at.existing());
  }

  private synchronized byte[] fingerprint() {
    byte[] known = fingerprint;
    if (known == null) {
      known = inputs.get();
      fingerprint = known;
    }
    return known;
  }

  /** Seconds of fitting before the interruption; 0 for a new fit. */
  public double secondsBefore() {
    return secondsBefore;
  }

  /** Number of finished windows, counted from the first. */
  public int finished() {
    return finished == null ? 0 : finished.size();
  }

  /** Training outcome of a finished window. */
  public WindowOutcome outcome(int window) {
    return opened().outcome(window);
  }

  /** A finished window. */
  public Segment segment(int window) {
    return opened().segment(window);
  }

  private WindowFile opened() {
    WindowFile file = finished;
    if (file == null) {
      throw new IllegalStateException("no window is finished");
    }
    return file;
  }

  /** Discards finished windows from an index on. */
  public void cut(int window) {
    WindowFile file = finished;
    if (file != null) {
      io(() -> file.cut(window));
    }
  }

  /** From here on, finished windows go to the folder and are released from memory. */
  public void begin() {
    Checkpoints.Folder at = folder;
    if (finished == null && at != null) {
      io(() -> finished = open(at, Checkpoints.Folder.WINDOWS, windows));
    }
  }

  /**
   * The state of these windows in an interrupted fit, if it was training them. Call once.
   *
   * @param first index of the first window
   * @param count number of windows
   */
  public Optional<StateFile.Saved> saved(int first, int count) {
    Checkpoints.Folder at = folder;
    if (at == null || !statesLeft) {
      return Optional.empty();
    }
    statesLeft = false;
    try {
      return StateFile.open(states(at), fingerprint(), first, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Saves the state of windows in training, if it is due and no other thread is saving. */
  public void checkpointIfDue(StateFile.Times times, int first, int count, StateFile.State state) {
    if (!take(times.elapsedSeconds())) {
      return;
    }
    long start = System.nanoTime();
    try {
      checkpoint(times, first, count, state);
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
    double every = folder == null ? 0 : folder.everySeconds();
    nextSeconds = now + Math.max(every, cost / MOST_SHARE);
  }

  private void checkpoint(StateFile.Times times, int first, int count, StateFile.State state) {
    Checkpoints.Folder at = folder;
    if (at != null) {
      begin();
      io(() -> StateFile.write(states(at), fingerprint(), times, first, count, state));
    }
  }

  /**
   * The user has stopped the fit: saves the training state, unless saving is disabled. Windows
   * added from here on are not final and belong to this run only.
   */
  public void interrupt(StateFile.Times times, int first, int count, StateFile.State state) {
    Checkpoints.Folder at = folder;
    if (at != null && (finished != null || at.everySeconds() > 0) && interrupted == null) {
      checkpoint(times, first, count, state);
      List<PlannedWindow> left = windows.subList(first, windows.size());
      io(() -> interrupted = open(at, Checkpoints.Folder.INTERRUPTED, left));
    }
  }

  /** Adds the next finished window. */
  public Segment keep(Segment segment, WindowOutcome outcome, double elapsed) {
    WindowFile file = interrupted != null ? interrupted : finished;
    if (file == null) {
      return segment;
    }
    io(() -> file.add(segment.network(), outcome, elapsed));
    return file.segment(file.size() - 1);
  }

  /** Flushes to disk. */
  public void sync() {
    WindowFile file = finished;
    if (file != null) {
      io(file::sync);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  /** Errors name the folder: "No space left on device" alone would not tell where. */
  private void io(Action action) {
    try {
      action.run();
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      String place = folder == null ? "checkpoints" : folder.path().toString();
      FileSystemException where =
          new FileSystemException(place, null, "cannot be written: " + e.getMessage());
      where.initCause(e);
      throw new UncheckedIOException(where);
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
