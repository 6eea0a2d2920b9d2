package org.sirenaudio.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/**
 * Local files under {@code flaky:///}, where the first attempt of every third task fails with a
 * model half-written that cannot be deleted, and that of some others is so slow that Spark starts
 * another beside it.
 */
public final class FlakyFileSystem extends RawLocalFileSystem {
  private static final long SLOW_MILLISECONDS = 4000;
  private static final URI ROOT = URI.create("flaky:///");

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path file,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        super.createNonRecursive(
            file, permission, flags, bufferSize, replication, blockSize, progress);
    if (fails()) {
      out.write(new byte[1000]);
      out.close();
      throw new IOException("artificial failure");
    }
    if (firstAttempt() && TaskContext.getPartitionId() % 7 == 1) {
      try {
        Thread.sleep(SLOW_MILLISECONDS);
      } catch (InterruptedException e) {
        out.close();
        throw new InterruptedIOException();
      }
    }
    return out;
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    return !fails() && super.delete(file, recursive);
  }

  private static boolean fails() {
    return firstAttempt() && TaskContext.getPartitionId() % 3 == 0;
  }

  private static boolean firstAttempt() {
    TaskContext task = TaskContext.get();
    return task != null && task.attemptNumber() == 0;
  }
}
