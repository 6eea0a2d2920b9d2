package org.sirenaudio.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.Recording;
import org.sirenaudio.corpus.RecordingSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.ClipModel;

/** A folder on any Hadoop file system. */
record HadoopStorage(FileSystem files, Path folder) implements StorageLocation {

  @Override
  public CorpusListing list() throws IOException {
    String top = files.makeQualified(folder).toUri().getPath();
    String prefix = top.endsWith("/") ? top : top + "/";
    List<Recording> recordings = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String path = file.getPath().toUri().getPath();
        if (Recording.hasAudioExtension(file.getPath().getName()) && path.startsWith(prefix)) {
          recordings.add(new Recording(path.substring(prefix.length()), file.getLen()));
        }
      }
    } catch (FileNotFoundException e) {
      throw gone(folder.toString(), "no such folder; check the path", e);
    }
    return CorpusListing.of(folder.toString(), recordings, List.of());
  }

  @Override
  public RecordingSource recording(String path) {
    // As a single string: a bare name with a colon would be taken for a scheme.
    return () -> open(new Path(folder + "/" + path));
  }

  private InputStream open(Path file) throws IOException {
    try {
      // A pipe looks like an empty file and would block on opening.
      boolean empty = files.getFileStatus(file).getLen() == 0;
      return empty ? InputStream.nullInputStream() : files.open(file);
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
  public ModelStore models(StorageLocation staging, long attempt) {
    return new HadoopModels(files, folder, ((HadoopStorage) staging).folder, attempt);
  }

  private record HadoopModels(FileSystem files, Path out, Path staging, long attempt)
      implements ModelStore {
    @Override
    public Optional<ClipModel> read(String name) throws IOException {
      String path = ModelStore.path(name);
      try (InputStream in = files.open(new Path(out, path))) {
        return Optional.of(ClipModel.read(in, path));
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
        publish(temporary, target, name);
      } finally {
        files.delete(temporary, false);
      }
    }

    /**
     * Some file systems replace an existing file, some refuse, some throw. Another attempt's model
     * is identical; a corrupt one is replaced.
     */
    private void publish(Path temporary, Path target, String name) throws IOException {
      if (!renamed(temporary, target) && !isWhole(name)) {
        files.delete(target, false);
        if (!renamed(temporary, target) && !isWhole(name)) {
          throw new IOException("could not be renamed to " + target);
        }
      }
    }

    private boolean renamed(Path temporary, Path target) throws IOException {
      try {
        return files.rename(temporary, target);
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }

    private boolean isWhole(String name) throws IOException {
      try {
        return read(name).isPresent();
      } catch (BadDataException e) {
        return false;
      }
    }
  }
}
