package org.sirenaudio.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.sirenaudio.corpus.Recording;

/** A folder of recordings on any file system that Hadoop knows. */
final class Corpus {
  private Corpus() {}

  /**
   * The recordings in a folder and below it.
   *
   * @throws FileNotFoundException if there is no such folder, or no recording in it
   */
  static List<Recording> list(FileSystem files, Path folder) throws IOException {
    String top = files.makeQualified(folder).toUri().getPath();
    String prefix = top.endsWith("/") ? top : top + "/";
    List<Recording> recordings = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      String path = file.getPath().toUri().getPath();
      if (Recording.isNamedSo(file.getPath().getName()) && path.startsWith(prefix)) {
        recordings.add(new Recording(path.substring(prefix.length()), file.getLen()));
      }
    }
    if (recordings.isEmpty()) {
      throw new FileNotFoundException(folder + ": there is no sound file in it, nor below it");
    }
    return recordings;
  }
}
