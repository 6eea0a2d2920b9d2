package org.sirenaudio.spark;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.sirenaudio.corpus.ModelStore;

/**
 * The output folder of a running job, on any Hadoop file system. Files are completed in a staging
 * folder, which is deleted at the end, and then moved into place.
 *
 * @param files the file system
 * @param out the output folder
 * @param staging inside it
 */
record JobFolder(FileSystem files, Path out, Path staging) implements AutoCloseable {

  private static final String STAGING = "_staging-";
  private static final String MODELS = "models";

  /** Creates what is missing, and removes what killed jobs have left. */
  static JobFolder open(Path folder, Configuration hadoop) throws IOException {
    FileSystem files = fileSystem(folder, hadoop);
    Path out = files.makeQualified(folder);
    removeOldStaging(files, out);
    JobFolder job = new JobFolder(files, out, new Path(out, STAGING + UUID.randomUUID()));
    files.mkdirs(new Path(out, ModelStore.FOLDER));
    files.mkdirs(job.models());
    return job;
  }

  /** The file system of a folder, without Hadoop's checksum files beside local ones. */
  static FileSystem fileSystem(Path folder, Configuration hadoop) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** Deletes what killed drivers have left. Their tasks that are still running will fail. */
  private static void removeOldStaging(FileSystem files, Path out) throws IOException {
    if (!files.exists(out)) {
      return;
    }
    for (FileStatus file : files.listStatus(out)) {
      if (file.getPath().getName().startsWith(STAGING)) {
        files.delete(file.getPath(), true);
      }
    }
  }

  /** The staging folder of models. */
  Path models() {
    return new Path(staging, MODELS);
  }

  /** Moves a file or folder from the staging folder into place, and replaces the old one. */
  void publish(String name) throws IOException {
    Path target = new Path(out, name);
    files.delete(target, true);
    if (!files.rename(new Path(staging, name), target)) {
      throw new IOException(target + ": cannot be moved into place; run the job again");
    }
  }

  @Override
  public void close() throws IOException {
    files.delete(staging, true);
  }
}
