package org.sirenaudio.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the manifest in the order in which they came about, one JSON object a line, each on
 * disk before the next thing happens. A line that a crash cut off is taken away when the journal is
 * opened. Rows stay on disk; in memory is only where each path's latest one begins.
 *
 * <p>One process at a time: it holds a lock on the file.
 */
final class Journal implements Closeable {

  static final String NAME = "journal.jsonl";

  private static final int BLOCK = 1 << 14;

  private final FileChannel file;

  /** Where the latest row of a path begins, by a hash of the path. */
  private final Map<Long, Long> latest = new HashMap<>();

  private long end;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens the journal of a folder, or begins one.
   *
   * @param job what writes it, as errors say it
   * @throws StoreException if another process has it open, or it cannot be written
   */
  static Journal open(Path out, String job) throws StoreException {
    try {
      return open(out);
    } catch (BusyException e) {
      throw new StoreException(out + ": another " + job + " is writing there; wait for it", e);
    } catch (IOException e) {
      throw StoreException.cannotWrite(out.resolve(NAME).toString(), e);
    }
  }

  /**
   * The same.
   *
   * @throws BusyException if another process has it open
   */
  static Journal open(Path out) throws IOException {
    FileChannel file =
        FileChannel.open(
            out.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (!locked(file)) {
        throw new BusyException();
      }
      Journal journal = new Journal(file);
      journal.readAll();
      file.truncate(journal.end);
      return journal;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A folder in which another process is at work. */
  static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("another process has it open");
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void readAll() throws IOException {
    file.position(0);
    // Not closed: that would close the file.
    InputStream in = new BufferedInputStream(Channels.newInputStream(file), BLOCK);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long begin = 0;
    long at = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      at++;
      if (b != '\n') {
        line.write(b);
        continue;
      }
      ManifestRow row = RowJson.read(line.toByteArray());
      if (row != null) {
        latest.put(key(row.path()), begin);
      }
      line.reset();
      begin = at;
    }
    end = begin;
  }

  /** Adds a row, which is on disk when this returns. Returns the place it begins at. */
  synchronized long append(ManifestRow row) throws IOException {
    byte[] line = RowJson.line(row);
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      file.write(bytes, end + bytes.position());
    }
    file.force(false);
    long begin = end;
    end += line.length;
    latest.put(key(row.path()), begin);
    return begin;
  }

  /** Where a path's latest row begins, or −1. */
  synchronized long find(String path) throws IOException {
    Long begin = latest.get(key(path));
    return begin != null && read(begin).path().equals(path) ? begin : -1;
  }

  /** The row that begins at a place. */
  synchronized ManifestRow read(long begin) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer block = ByteBuffer.allocate(1 << 10);
    for (long at = begin; at < end; at += block.position()) {
      block.clear();
      if (file.read(block, at) <= 0) {
        break;
      }
      int length = 0;
      while (length < block.position() && block.get(length) != '\n') {
        length++;
      }
      line.write(block.array(), 0, length);
      if (length < block.position()) {
        break;
      }
    }
    ManifestRow row = RowJson.read(line.toByteArray());
    if (row == null) {
      throw new IOException(NAME + ": was changed by somebody else while it was in use");
    }
    return row;
  }

  /** 64 bits by which paths hardly ever collide; whoever looks a path up compares it as well. */
  private static long key(String path) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The row of a path, if it says the same as {@code row} and knows how long the fit took. */
  synchronized @Nullable Long findUnchanged(ManifestRow row) throws IOException {
    long begin = find(row.path());
    if (begin < 0) {
      return null;
    }
    ManifestRow before = read(begin);
    return row.isOk() && row.equals(before.withFitSeconds(row.fitSeconds())) ? begin : null;
  }
}
