package org.sirenaudio.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when complete: written to a temporary file in the same
 * folder, synced, and atomically moved into place. Closing it without {@link #commit} leaves
 * nothing behind:
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path, overwrite)) {
 *   file.stream().write(bytes);
 *   file.commit();
 * }
 * }</pre>
 *
 * <p>Devices and pipes are written directly.
 */
public final class AtomicFile implements Closeable {
  private final Path target;
  private final boolean overwrite;
  private final FileChannel channel;
  private final OutputStream stream;

  /** Null if the target is written directly. */
  private final @Nullable Path temporary;

  private boolean closed;

  private AtomicFile(
      Path target, boolean overwrite, FileChannel channel, @Nullable Path temporary) {
    this.target = target;
    this.overwrite = overwrite;
    this.channel = channel;
    this.stream = Channels.newOutputStream(channel);
    this.temporary = temporary;
  }

  /**
   * Deletes partial files of killed processes in a folder. With other writers in the folder, {@code
   * before} protects their files.
   *
   * @param before files modified at that instant or later are kept
   */
  public static void deleteLeftovers(Path folder, Instant before) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".siren-*.tmp")) {
      for (Path file : left) {
        // 0 if another process has just moved the file into place; then there is nothing to delete.
        if (Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Writes a file atomically.
   *
   * @param overwrite whether to replace an existing file
   * @throws IOException as {@link #create} does, or if the bytes cannot be written
   */
  public static void write(Path path, byte[] bytes, boolean overwrite) throws IOException {
    try (AtomicFile file = create(path, overwrite)) {
      file.stream().write(bytes);
      file.commit();
    }
  }

  /**
   * Starts a file. A symbolic link that may be overwritten is kept, and its target replaced.
   *
   * @param overwrite whether to replace an existing file
   * @throws FileAlreadyExistsException if the file exists and may not be replaced
   * @throws NoSuchFileException if the folder does not exist
   * @throws AccessDeniedException if the folder or device is not writable
   * @throws FileSystemException if the path is a folder
   */
  public static AtomicFile create(Path path, boolean overwrite) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a folder; name a file in it");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return new AtomicFile(path, true, FileChannel.open(path, StandardOpenOption.WRITE), null);
    }
    if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    // A short name: the target's may already be as long as the file system allows.
    long random = ThreadLocalRandom.current().nextLong();
    Path temporary = target.resolveSibling(".siren-" + HexFormat.of().toHexDigits(random) + ".tmp");
    try {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new AtomicFile(target, overwrite, channel, temporary);
    } catch (NoSuchFileException e) {
      throw because(new NoSuchFileException(path.toString(), null, "no such folder"), e);
    } catch (AccessDeniedException e) {
      String reason = "no write permission in this folder";
      throw because(new AccessDeniedException(path.toString(), null, reason), e);
    }
  }

  private static IOException because(IOException exception, IOException cause) {
    exception.initCause(cause);
    return exception;
  }

  /** The unbuffered output: write in blocks. */
  public OutputStream stream() {
    return stream;
  }

  /** The temporary file, for a library that opens it itself. */
  public Path path() {
    return temporary == null ? target : temporary;
  }

  /**
   * Makes the file appear under its name; on disk when this returns.
   *
   * @throws FileAlreadyExistsException if a file of that name has appeared since and may not be
   *     replaced
   * @throws IOException on failure; nothing is left behind
   */
  public void commit() throws IOException {
    if (closed) {
      throw new IllegalStateException(target + " is already committed or closed");
    }
    try (this) {
      if (temporary == null) {
        return;
      }
      channel.force(true);
      // Some systems cannot move an open file.
      channel.close();
      if (overwrite || !linked(temporary, target)) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      }
      syncFolder(target);
    }
  }

  /** Atomically gives the file its name unless taken; false if hard links are unavailable. */
  private static boolean linked(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw because(new FileAlreadyExistsException(target.toString()), e);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without hard links: check, then move.
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      return false;
    }
  }

  /**
   * The new name is durable only once the folder is synced; systems that cannot open folders do
   * this themselves.
   */
  private static void syncFolder(Path target) {
    Path folder = target.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      // The file is complete and in place; there is nothing to undo or report.
    }
  }

  /** Deletes the temporary file unless committed. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
