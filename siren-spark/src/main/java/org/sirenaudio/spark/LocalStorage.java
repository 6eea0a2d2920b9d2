package org.sirenaudio.spark;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.RecordingSource;
import org.sirenaudio.model.ClipModel;

/** A folder on a local or network-mounted file system. */
record LocalStorage(Path folder) implements StorageLocation {

  @Override
  public CorpusListing list() throws IOException {
    return CorpusListing.of(folder);
  }

  @Override
  public RecordingSource recording(String path) {
    return RecordingSource.of(folder.resolve(path));
  }

  @Override
  public ModelStore models(StorageLocation staging, long attempt) {
    return new LocalModels(folder, ((LocalStorage) staging).folder, attempt);
  }

  private record LocalModels(Path out, Path staging, long attempt) implements ModelStore {
    @Override
    public Optional<ClipModel> read(String name) throws IOException {
      return ModelStore.read(out.resolve(ModelStore.path(name)));
    }

    @Override
    public void put(String name, ClipModel model) throws IOException {
      Path temporary = staging.resolve(name + "-" + attempt);
      try {
        try (FileChannel file =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          model.write(Channels.newOutputStream(file));
          file.force(true);
        }
        Files.move(temporary, out.resolve(ModelStore.path(name)), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
