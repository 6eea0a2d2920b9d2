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
 * The manifest's rows in completion order, one JSON object per line, each flushed to disk before
 * work continues. A line truncated by a crash is removed on opening. Rows stay on disk; only the
 * position of each path's latest row is kept in memory.
 *
 * <p>Single-process: the file is locked.
 */
final class Journal implements Closeable {

  static final String NAME = "journal.jsonl";

  private static final int BLOCK = 1 << 14;

  private final FileChannel file;

  /** Position of each path's latest row, by hash of the path. */
  private final Map<Long, Long> latest = new HashMap<>();

  private long end;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens or creates the journal of a folder.
   *
   * @param job the writing operation, for messages
   * @throws StoreException if another process has it open, or it cannot be written
   */
  static Journal open(Path out, String job) throws StoreException {
    try {
      return open(out);
    } catch (BusyException e) {
      throw new StoreException(
          out + ": another " + job + " is using this folder; wait for it to finish", e);
    } catch (IOException e) {
      throw StoreException.cannotWrite(out.resolve(NAME).toString(), e);
    }
  }

  /**
   * As above.
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

  /** The folder is in use by another process. */
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
    // Closing this would close the file.
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

  /** Appends a row; on disk when this returns. Returns its position. */
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

  /** Position of a path's latest row, or −1. */
  synchronized long find(String path) throws IOException {
    Long begin = latest.get(key(path));
    return begin != null && read(begin).path().equals(path) ? begin : -1;
  }

  /** The row at a position. */
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
      throw new IOException(NAME + ": was modified by another program while in use");
    }
    return row;
  }

  /** A 64-bit hash; collisions are unlikely, and lookups compare the path as well. */
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

  /** The latest row of a path if it equals {@code row} and has a fit time. */
  synchronized @Nullable Long findUnchanged(ManifestRow row) throws IOException {
    long begin = find(row.path());
    if (begin < 0) {
      return null;
    }
    ManifestRow before = read(begin);
    return row.isOk() && row.equals(before.withFitSeconds(row.fitSeconds())) ? begin : null;
  }
}
