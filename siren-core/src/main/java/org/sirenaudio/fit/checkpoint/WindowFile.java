package org.sirenaudio.fit.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.io.Floats;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * The finished networks of a fit in a file, in time order, each in a record with a checksum. A
 * record truncated by a crash is dropped. Networks are read on demand.
 *
 * <p>The file: the magic number, 32 bytes of fingerprint; then records of the seconds of fitting so
 * far (a double), the {@link WindowOutcome}, the width and the first omega0 of the network (an int
 * and a double), the parameters (float32) and the CRC-32C of all that. All numbers are big-endian.
 */
final class WindowFile implements Closeable {

  /** "SIRENW" and the version. */
  private static final long MAGIC = 0x534952454E570002L;

  private static final int HEADER_BYTES = Long.BYTES + Fingerprint.BYTES;
  private static final int OUTCOME_BYTES = Double.BYTES + 3 * Integer.BYTES + Long.BYTES + 32;
  private static final int SHAPE_BYTES = Integer.BYTES + Double.BYTES;
  private static final int MOST_WIDTH = 1 << 14;

  /** Bytes between syncs to disk. */
  private static final long BYTES_PER_SYNC = 1 << 25;

  private final FileChannel file;
  private final List<PlannedWindow> windows;
  private final List<WindowOutcome> outcomes = new ArrayList<>();
  private final List<NetworkSpec> networks = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private double elapsedSeconds;
  private long end;
  private long synced;

  private WindowFile(FileChannel file, List<PlannedWindow> windows) {
    this.file = file;
    this.windows = windows;
  }

  /**
   * Creates a file or continues one.
   *
   * @param existing what to do with the file's contents
   * @throws FileAlreadyExistsException if it exists and may not be discarded
   */
  static WindowFile open(
      Path path, byte[] fingerprint, List<PlannedWindow> windows, Checkpoints.Existing existing)
      throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, path);
      WindowFile result = new WindowFile(file, windows);
      byte[] header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).put(fingerprint).array();
      byte[] there = result.read(0, HEADER_BYTES);
      boolean fresh = there == null || existing == Checkpoints.Existing.DISCARD;
      if (!fresh && !Arrays.equals(there, header)) {
        if (existing == Checkpoints.Existing.RESUME) {
          throw new FileAlreadyExistsException(
              String.valueOf(path.getParent()),
              null,
              "holds an interrupted fit of another recording or configuration");
        }
        fresh = true;
      }
      if (fresh) {
        file.truncate(0);
        result.write(header);
      } else {
        result.end = HEADER_BYTES;
        result.recover();
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static void lock(FileChannel file, Path path) throws IOException {
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new FileSystemException(
          String.valueOf(path.getParent()), null, "in use by another fit; wait until it ends");
    }
  }

  /** Loads all complete records and truncates the file after them. */
  private void recover() throws IOException {
    while (starts.size() < windows.size()) {
      byte[] shape = read(end + OUTCOME_BYTES, SHAPE_BYTES);
      if (shape == null) {
        break;
      }
      NetworkSpec planned = windows.get(starts.size()).network();
      ByteBuffer values = ByteBuffer.wrap(shape);
      int width = values.getInt();
      double omega = values.getDouble();
      if (width < 1 || width > MOST_WIDTH || !(omega > 0 && Double.isFinite(omega))) {
        break;
      }
      NetworkSpec network = planned.withHiddenFeatures(width).withFirstOmega0(omega);
      int bytes = OUTCOME_BYTES + SHAPE_BYTES + Float.BYTES * network.parameterCount();
      byte[] record = read(end, bytes + Integer.BYTES);
      if (record == null || ByteBuffer.wrap(record).getInt(bytes) != checksum(record, bytes)) {
        break;
      }
      var in = new DataInputStream(new ByteArrayInputStream(record));
      elapsedSeconds = in.readDouble();
      outcomes.add(WindowOutcome.read(in));
      networks.add(network);
      starts.add(end);
      end += record.length;
    }
    file.truncate(end);
  }

  /** Number of windows in the file, counted from the first. */
  int size() {
    return starts.size();
  }

  /** Seconds of fitting when the last window was added. */
  double elapsedSeconds() {
    return elapsedSeconds;
  }

  WindowOutcome outcome(int window) {
    return outcomes.get(window);
  }

  Segment segment(int window) {
    PlannedWindow place = windows.get(window);
    NetworkSpec network = networks.get(window);
    long at = starts.get(window) + OUTCOME_BYTES + SHAPE_BYTES;
    return new Segment(place.firstFrame(), place.frames(), network, new Stored(this, at, network));
  }

  /** Discards the window and all after it. */
  void cut(int window) throws IOException {
    if (window < starts.size()) {
      end = starts.get(window);
      starts.subList(window, starts.size()).clear();
      outcomes.subList(window, outcomes.size()).clear();
      networks.subList(window, networks.size()).clear();
      file.truncate(end);
    }
  }

  /** Adds the next window. */
  void add(Network network, WindowOutcome outcome, double elapsed) throws IOException {
    int bytes = OUTCOME_BYTES + SHAPE_BYTES + Float.BYTES * network.parameters().length;
    ByteArrayOutputStream record = new ByteArrayOutputStream(bytes + Integer.BYTES);
    DataOutputStream out = new DataOutputStream(record);
    out.writeDouble(elapsed);
    outcome.write(out);
    out.writeInt(network.spec().hiddenFeatures());
    out.writeDouble(network.spec().firstOmega0());
    Floats.write(network.parameters(), out);
    out.writeInt(checksum(record.toByteArray(), bytes));
    starts.add(end);
    outcomes.add(outcome);
    networks.add(network.spec());
    elapsedSeconds = elapsed;
    write(record.toByteArray());
    if (end - synced > BYTES_PER_SYNC) {
      sync();
    }
  }

  void sync() throws IOException {
    file.force(false);
    synced = end;
  }

  private void write(byte[] all) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(all);
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
  }

  /** The given number of bytes, or null if there are fewer. */
  private byte @Nullable [] read(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        return null;
      }
    }
    return bytes.array();
  }

  private static int checksum(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A network that is read on demand. */
  private record Stored(WindowFile from, long at, NetworkSpec network)
      implements Supplier<Network> {
    @Override
    public Network get() {
      float[] parameters = new float[network.parameterCount()];
      try {
        byte[] bytes = from.read(at, Float.BYTES * parameters.length);
        if (bytes == null) {
          throw new IOException("the fit's checkpoint was truncated while in use");
        }
        ByteBuffer.wrap(bytes).asFloatBuffer().get(parameters);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Network.of(network, parameters);
    }
  }
}
