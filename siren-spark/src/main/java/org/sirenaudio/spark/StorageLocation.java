package org.sirenaudio.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.sirenaudio.corpus.CorpusListing;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.corpus.RecordingSource;

/** A folder of recordings or results, on any Hadoop file system. */
sealed interface StorageLocation permits LocalStorage, HadoopStorage {

  /**
   * The location of a path. Local files bypass Hadoop, which starts a process for some operations
   * on each of them, and follows links in cycles.
   */
  static StorageLocation of(Path folder, Configuration configuration) throws IOException {
    FileSystem files = folder.getFileSystem(configuration);
    return files instanceof LocalFileSystem local
        ? new LocalStorage(local.pathToFile(folder).toPath())
        : new HadoopStorage(files, folder);
  }

  /**
   * The recordings in the folder and its subfolders.
   *
   * @throws java.nio.file.NoSuchFileException if the folder does not exist or contains no recording
   */
  CorpusListing list() throws IOException;

  /**
   * A recording.
   *
   * @param path relative to the folder
   */
  RecordingSource recording(String path);

  /**
   * The models of the folder. A model is written to the job's staging folder under an
   * attempt-specific name and then renamed. Tasks never create the staging folder: it is deleted at
   * the end of the job, so an attempt that is still running then, unnoticed by Spark, can leave
   * nothing behind.
   *
   * @param staging on the same file system
   * @param attempt a number unique among the job's task attempts
   */
  ModelStore models(StorageLocation staging, long attempt);
}
