package org.sirenaudio.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Random access to a file through a page cache, in memory that does not depend on its length.
 * Closed once unreachable.
 *
 * <p>The file is the one that was opened, even if its name has since been given to another. If it
 * is modified or truncated itself, reading fails with an error. (A memory-mapped file that is
 * truncated would crash the program.)
 */
final class PagedFile implements StoredBytes {

  private static final int PAGE_BYTES = 1 << 14;
  private static final int MOST_PAGES = 512;

  private final FileChannel file;
  private final Path path;
  private final SourceName source;
  private final long bytes;
  private final @Nullable Object key;
  private final FileTime modified;

  /** The most recently used pages, by number; also the lock. */
  private final Map<Long, byte[]> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > MOST_PAGES;
        }
      };

  PagedFile(FileChannel file, Path path, SourceName source) throws IOException {
    this.file = file;
    this.path = path;
    this.source = source;
    bytes = file.size();
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    key = now.fileKey();
    modified = now.lastModifiedTime();
  }

  @Override
  public void read(long at, ByteBuffer into) throws IOException {
    if (into.remaining() > PAGE_BYTES) {
      requireUnchanged();
      readFile(at, into);
      return;
    }
    for (long from = at; into.hasRemaining(); ) {
      byte[] page = page(from / PAGE_BYTES);
      int begin = (int) (from % PAGE_BYTES);
      int count = Math.min(page.length - begin, into.remaining());
      if (count <= 0) {
        throw changed();
      }
      into.put(page, begin, count);
      from += count;
    }
  }

  private byte[] page(long number) throws IOException {
    synchronized (pages) {
      byte[] page = pages.get(number);
      if (page == null) {
        requireUnchanged();
        long at = number * PAGE_BYTES;
        page = new byte[Math.clamp(bytes - at, 0, PAGE_BYTES)];
        readFile(at, ByteBuffer.wrap(page));
        pages.put(number, page);
      }
      return page;
    }
  }

  private void readFile(long at, ByteBuffer into) throws IOException {
    for (long from = at; into.hasRemaining(); ) {
      int count = file.read(into, from);
      if (count < 0) {
        throw changed();
      }
      from += count;
    }
  }

  private void requireUnchanged() throws IOException {
    boolean same = file.size() == bytes;
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      same &= !Objects.equals(now.fileKey(), key) || now.lastModifiedTime().equals(modified);
    } catch (NoSuchFileException e) {
      // The open file remains accessible without its name.
    }
    if (!same) {
      throw changed();
    }
  }

  private IOException changed() {
    return source.bad("was modified while being read; run the command again");
  }
}
