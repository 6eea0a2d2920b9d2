package org.sirenaudio.export.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitListener;

/**
 * A folder of runs for {@code tensorboard --logdir}. Everything is written by a dedicated thread
 * that never blocks a fit: progress events it cannot keep up with are dropped.
 */
public final class TensorBoard implements Closeable {
  private static final int MOST_WAITING = 256;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  private final Path folder;
  private final Picture.Drawing drawing;
  private final BlockingQueue<Writing> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();
  private final Thread writer = new Thread(this::write, "siren-events");
  private volatile @Nullable IOException failure;

  private final Duration firstLook;

  private TensorBoard(Path folder, Picture.Drawing drawing, Duration firstLook) {
    this.folder = folder;
    this.drawing = drawing;
    this.firstLook = firstLook;
  }

  /** A write task. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  /** The last task. */
  private static final Writing END = () -> {};

  /**
   * @param folder of the runs, created if missing
   * @param drawing of a recording and its model, such as their spectrograms
   */
  public static TensorBoard in(Path folder, Picture.Drawing drawing) throws IOException {
    return in(folder, drawing, FIRST_LOOK);
  }

  /** As above, with the time until the first look at a model being fitted. */
  static TensorBoard in(Path folder, Picture.Drawing drawing, Duration firstLook)
      throws IOException {
    Files.createDirectories(folder);
    TensorBoard board = new TensorBoard(folder, drawing, firstLook);
    board.writer.setDaemon(true);
    board.writer.start();
    return board;
  }

  /**
   * Logs one fit. Callable from any thread.
   *
   * @param name of the run, created when the fit starts: NAME, or NAME-2 if the name is taken, and
   *     so on. A resumed fit continues its own run if that is the latest of the name
   */
  public FitListener run(String name) {
    return new FitEvents(this, name, drawing, firstLook);
  }

  /** Creates the folder of a run. */
  Path begin(String name) throws IOException {
    for (int count = 1; ; count++) {
      Path run = folder.resolve(count == 1 ? name : name + "-" + count);
      Files.createDirectories(run.getParent());
      try {
        return Files.createDirectory(run);
      } catch (FileAlreadyExistsException e) {
        // Try the next name.
      }
    }
  }

  /** The latest run of a name, if its fit was not completed. */
  Optional<EarlierRun> interrupted(String name) throws IOException {
    Path latest = folder.resolve(name);
    for (int count = 2; Files.isDirectory(folder.resolve(name + "-" + count)); count++) {
      latest = folder.resolve(name + "-" + count);
    }
    if (!Files.isDirectory(latest)) {
      return Optional.empty();
    }
    return Optional.of(EarlierRun.in(latest)).filter(run -> !run.ended());
  }

  /** Queues a write unless the queue is full; returns whether it was queued. */
  boolean offer(Writing what) {
    return failure == null && waiting.offer(what);
  }

  /** Queues a write, waiting while the queue is full. */
  void put(Writing what) throws IOException {
    check();
    try {
      waiting.put(what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    }
  }

  /** Closes a file at the end, unless closed before. */
  void opened(Closeable file) {
    open.add(file);
  }

  void closed(Closeable file) throws IOException {
    open.remove(file);
    file.close();
  }

  private void write() {
    try {
      for (Writing next = waiting.take(); !next.equals(END); next = waiting.take()) {
        if (failure == null) {
          next.run();
        }
      }
    } catch (IOException | RuntimeException e) {
      failure = e instanceof IOException io ? io : new IOException(e);
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Must not block. */
  private void drain() {
    try {
      while (!waiting.take().equals(END)) {
        // Dropped.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() throws IOException {
    IOException why = failure;
    if (why != null) {
      throw new IOException(folder + ": events cannot be written: " + why.getMessage(), why);
    }
  }

  /**
   * Waits until everything is written.
   *
   * @throws IOException if something could not be written
   */
  @Override
  public void close() throws IOException {
    try {
      waiting.put(END);
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    } finally {
      for (Closeable file : open) {
        file.close();
      }
    }
    check();
  }
}
