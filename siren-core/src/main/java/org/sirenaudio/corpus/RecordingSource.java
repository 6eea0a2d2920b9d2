package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;

/** Where a recording's bytes come from, as often as they are asked for. */
@FunctionalInterface
public interface RecordingSource {

  /**
   * Opens the bytes at their beginning.
   *
   * @throws java.nio.file.NoSuchFileException if the recording is gone
   */
  InputStream open() throws IOException;

  /**
   * The sound of a recording that is not read into memory; it may go through a temporary file.
   *
   * @param name what to call it in messages
   */
  default ClipSource clip(String name, ReadOptions options) throws IOException {
    try (InputStream in = open()) {
      return ClipSource.read(in, name, options);
    }
  }

  /** A file of this machine. A pipe or a device, which may keep whoever opens it, is refused. */
  static RecordingSource of(Path file) {
    return new FileSource(file);
  }

  /** A file, whose sound is read in place. */
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
        throw new BadDataException("is no longer a file");
      }
    }
  }
}
