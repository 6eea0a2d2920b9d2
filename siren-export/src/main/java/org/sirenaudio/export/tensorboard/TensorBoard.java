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
 * A folder of runs for {@code tensorboard --logdir}. All is written by one thread of its own, which
 * no fit waits for: what it cannot keep up with of a fit's progress is left out.
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

  /** Something to write. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  /** The last to be written. */
  private static final Writing END = () -> {};

  /**
   * @param folder of the runs; it is made if it is not there
   * @param drawing of a recording and its model, such as their spectrograms
   */
  public static TensorBoard in(Path folder, Picture.Drawing drawing) throws IOException {
    return in(folder, drawing, FIRST_LOOK);
  }

  /** The same, with the time after which a model that is being fitted is first looked at. */
  static TensorBoard in(Path folder, Picture.Drawing drawing, Duration firstLook)
      throws IOException {
    Files.createDirectories(folder);
    TensorBoard board = new TensorBoard(folder, drawing, firstLook);
    board.writer.setDaemon(true);
    board.writer.start();
    return board;
  }

  /**
   * What the events of one fit are to be told to. From any thread.
   *
   * @param name of the run, which begins with the fit: NAME, or NAME-2 where there is one of that
   *     name, and so on. A fit that is resumed goes on in the run that it began, if that is the
   *     latest of the name
   */
  public FitListener run(String name) {
    return new FitEvents(this, name, drawing, firstLook);
  }

  /** Makes the folder of a run. */
  Path begin(String name) throws IOException {
    for (int count = 1; ; count++) {
      Path run = folder.resolve(count == 1 ? name : name + "-" + count);
      Files.createDirectories(run.getParent());
      try {
        return Files.createDirectory(run);
      } catch (FileAlreadyExistsException e) {
        // The next name.
      }
    }
  }

  /** The latest run of a name, if its fit did not come to its end. */
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

  /** Has something written, unless there is too much to write already; whether it will be. */
  boolean offer(Writing what) {
    return failure == null && waiting.offer(what);
  }

  /** Has something written, and waits where there is too much to write already. */
  void put(Writing what) throws IOException {
    check();
    try {
      waiting.put(what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    }
  }

  /** Has a file closed at the end, if not before. */
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

  /** Nobody may wait for a place in the queue. */
  private void drain() {
    try {
      while (!waiting.take().equals(END)) {
        // Left out.
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
   * Waits until all is written.
   *
   * @throws IOException if something could not be
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
