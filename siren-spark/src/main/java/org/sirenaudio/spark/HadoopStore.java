package org.sirenaudio.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.model.ClipModel;

/**
 * Models on any file system that Hadoop knows. A model is written in the job's staging folder under
 * a name of the attempt's own and then renamed. The staging folder is never made by a task: when
 * the job is over it is gone, and an attempt that is still running then, because nobody could tell
 * it to stop, can leave nothing behind.
 */
final class HadoopStore implements ModelStore {

  private final FileSystem files;
  private final Path out;
  private final Path staging;
  private final long attempt;

  /**
   * @param attempt a number that no other task attempt of the job has
   */
  HadoopStore(FileSystem files, Path out, Path staging, long attempt) {
    this.files = files;
    this.out = out;
    this.staging = staging;
    this.attempt = attempt;
  }

  /** The file system of a path, without the checksum files that Hadoop puts beside local ones. */
  static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(files.open(new Path(out, ModelStore.path(name))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void put(String name, ClipModel model) throws IOException {
    Path temporary = new Path(staging, name + "-" + attempt);
    Path target = new Path(out, ModelStore.path(name));
    try {
      try (FSDataOutputStream stream = files.createFile(temporary).overwrite(true).build()) {
        model.write(stream);
        if (stream.hasCapability(StreamCapabilities.HSYNC)) {
          stream.hsync();
        }
      }
      // Some file systems replace, some refuse: another attempt's file is the same as this one.
      if (!files.rename(temporary, target) && !files.exists(target)) {
        throw new IOException("it could not be renamed to " + target);
      }
    } finally {
      files.delete(temporary, false);
    }
  }
}
