package org.sirenaudio.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.RecordingSource;

/** A folder of recordings or of results, on any file system that Hadoop knows. */
sealed interface StorageLocation permits LocalStorage, HadoopStorage {

  /**
   * The location of a path. Local files are not left to Hadoop, which starts a process for some
   * things that it asks of each, and follows links in circles.
   */
  static StorageLocation of(Path folder, Configuration configuration) throws IOException {
    FileSystem files = folder.getFileSystem(configuration);
    return files instanceof LocalFileSystem local
        ? new LocalStorage(local.pathToFile(folder).toPath())
        : new HadoopStorage(files, folder);
  }

  /**
   * The recordings in the folder and below it.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such folder, or no recording in it
   */
  CorpusListing list() throws IOException;

  /**
   * A recording.
   *
   * @param path below the folder
   */
  RecordingSource recording(String path);

  /**
   * The models of the folder. A model is written in the job's staging folder under a name of the
   * attempt's own and then renamed. The staging folder is never made by a task: when the job is
   * over it is gone, and an attempt that is still running then, because nobody could tell it to
   * stop, can leave nothing behind.
   *
   * @param staging on the same file system
   * @param attempt a number that no other task attempt of the job has
   */
  ModelStore models(StorageLocation staging, long attempt);
}
