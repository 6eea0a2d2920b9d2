package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;

/** A re-readable source of a recording's bytes. */
@FunctionalInterface
public interface RecordingSource {

  /**
   * Opens the bytes from the start.
   *
   * @throws java.nio.file.NoSuchFileException if the recording no longer exists
   * @throws IOException if it cannot be opened
   */
  InputStream open() throws IOException;

  /**
   * The sound of a recording too long for memory; may use a temporary file.
   *
   * @param name the name to use in messages
   * @throws BadDataException if it is not in a supported format, is truncated, or has non-finite
   *     samples
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if it cannot be read
   */
  default ClipSource clip(String name, ReadOptions options) throws IOException {
    try (InputStream in = open()) {
      return ClipSource.read(in, name, options);
    }
  }

  /** A local file. Pipes and devices, which could block, are rejected. */
  static RecordingSource of(Path file) {
    return new FileSource(file);
  }

  /** A file whose samples are read in place. */
  record FileSource(Path file) implements RecordingSource {
    @Override
    public InputStream open() throws IOException {
      requireFile();
      return Files.newInputStream(file);
    }

    @Override
    public ClipSource clip(String name, ReadOptions options) throws IOException {
      requireFile();
      return ClipSource.open(file, name, options);
    }

    private void requireFile() throws BadDataException {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new BadDataException("is no longer a regular file");
      }
    }
  }
}
