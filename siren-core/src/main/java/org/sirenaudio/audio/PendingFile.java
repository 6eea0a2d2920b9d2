package org.sirenaudio.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears under its name only when it is complete: written as a temporary file in the
 * same folder, synced, and moved into place in one step.
 */
final class PendingFile {
  private final Path target;
  private final boolean overwrite;
  private final Path temporary;
  private final FileChannel channel;

  private PendingFile(Path target, boolean overwrite, Path temporary, FileChannel channel) {
    this.target = target;
    this.overwrite = overwrite;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Begins a file; a symbolic link that may be overwritten stays, and the file that it names is
   * replaced.
   */
  static PendingFile create(Path path, boolean overwrite) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a folder; name a file in it");
    }
    refuseToReplace(path, overwrite);
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    // A name of its own length, as the target's may already be as long as the file system allows.
    long random = ThreadLocalRandom.current().nextLong();
    Path temporary = target.resolveSibling(".siren-" + HexFormat.of().toHexDigits(random) + ".tmp");
    try {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new PendingFile(target, overwrite, temporary, channel);
    } catch (NoSuchFileException e) {
      throw because(new NoSuchFileException(path.toString(), null, "no such folder"), e);
    } catch (AccessDeniedException e) {
      String reason = "no permission to write in this folder";
      throw because(new AccessDeniedException(path.toString(), null, reason), e);
    }
  }

  private static IOException because(IOException exception, IOException cause) {
    exception.initCause(cause);
    return exception;
  }

  private static void refuseToReplace(Path path, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  /** Where the bytes go. */
  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** Makes the file appear under its name; on failure nothing is left. */
  void commit() throws IOException {
    try {
      channel.force(true);
      channel.close();
      refuseToReplace(target, overwrite);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      try {
        discard();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Deletes what has been written. */
  void discard() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
