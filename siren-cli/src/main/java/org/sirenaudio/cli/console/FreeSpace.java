package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sirenaudio.command.ByteSize;
import org.sirenaudio.command.OutputException;

/** Free space for an output, checked before any work is done. */
public final class FreeSpace {

  private FreeSpace() {}

  /**
   * Rejects a file that its disk cannot hold; not stdout or a device, and not on a file system that
   * does not report its free space.
   *
   * @param bytes the file's size, at least
   */
  public static void require(Path output, long bytes) throws IOException {
    Path folder = output.toAbsolutePath().getParent();
    boolean file = !Files.exists(output) || Files.isRegularFile(output);
    if (StandardStream.is(output) || !file || folder == null || !Files.isDirectory(folder)) {
      return;
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free > 0 && bytes > free) {
      throw new OutputException(
          "%s: needs %s, but only %s are free there; choose another location"
              .formatted(output, ByteSize.text(bytes), ByteSize.text(free)));
    }
  }
}
