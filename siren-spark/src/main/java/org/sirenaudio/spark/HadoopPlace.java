package org.sirenaudio.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.Listing;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.Recording;
import org.sirenaudio.model.ClipModel;

/** A folder of any file system that Hadoop knows. */
record HadoopPlace(FileSystem files, Path folder) implements Place {

  /** A recording is read into one array. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  @Override
  public Listing list() throws IOException {
    String top = files.makeQualified(folder).toUri().getPath();
    String prefix = top.endsWith("/") ? top : top + "/";
    List<Recording> recordings = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String path = file.getPath().toUri().getPath();
        if (Recording.isNamedSo(file.getPath().getName()) && path.startsWith(prefix)) {
          recordings.add(new Recording(path.substring(prefix.length()), file.getLen()));
        }
      }
    } catch (FileNotFoundException e) {
      throw gone(folder.toString(), "no such folder; check the path", e);
    }
    return Listing.of(folder.toString(), recordings, List.of());
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = new Path(folder, path);
    try {
      long length = files.getFileStatus(file).getLen();
      if (length > MOST_BYTES) {
        throw new IllegalArgumentException("is too large to be read at once; cut it");
      }
      if (length == 0) {
        // A pipe looks like an empty file and would not let go of who opens it.
        return new byte[0];
      }
      try (InputStream stream = files.open(file)) {
        return stream.readAllBytes();
      }
    } catch (FileNotFoundException e) {
      throw gone(file.toString(), null, e);
    }
  }

  private static NoSuchFileException gone(
      String file, @Nullable String reason, FileNotFoundException cause) {
    NoSuchFileException gone = new NoSuchFileException(file, null, reason);
    gone.initCause(cause);
    return gone;
  }

  @Override
  public ModelStore models(Place staging, long attempt) {
    return new Models(files, folder, ((HadoopPlace) staging).folder, attempt);
  }

  private record Models(FileSystem files, Path out, Path staging, long attempt)
      implements ModelStore {
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
}
