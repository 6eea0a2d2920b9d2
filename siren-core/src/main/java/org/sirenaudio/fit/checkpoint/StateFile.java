package org.sirenaudio.fit.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.sirenaudio.io.AtomicFile;

/**
 * The state of the windows in training, in an atomically replaced file: the magic number, the fit's
 * fingerprint, seconds of fitting, seconds at the start of these windows, index of the first of
 * them, their number, their batch's state, and the CRC-32C of all of it as a long.
 */
public final class StateFile {

  /** "SIRENS" and the version. */
  private static final long MAGIC = 0x534952454E530003L;

  private static final int BUFFER_BYTES = 1 << 16;

  private StateFile() {}

  /**
   * Times of the windows in training.
   *
   * @param elapsedSeconds seconds of fitting so far
   * @param begunSeconds seconds of fitting at the start of these windows
   */
  public record Times(double elapsedSeconds, double begunSeconds) {}

  /** Serialisable training state. */
  @FunctionalInterface
  public interface State {
    /** Writes it. */
    void save(DataOutput out) throws IOException;
  }

  /**
   * A state to resume from; close it after reading.
   *
   * @param begunSeconds seconds of fitting at the start of its windows
   * @param in what {@link State#save} wrote
   */
  public record Saved(double begunSeconds, DataInputStream in) implements Closeable {
    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  static void write(Path path, byte[] fingerprint, Times times, int first, int count, State state)
      throws IOException {
    try (AtomicFile file = AtomicFile.create(path, true)) {
      OutputStream buffered = new BufferedOutputStream(file.stream(), BUFFER_BYTES);
      CheckedOutputStream checked = new CheckedOutputStream(buffered, new CRC32C());
      DataOutputStream out = new DataOutputStream(checked);
      out.writeLong(MAGIC);
      out.write(fingerprint);
      out.writeDouble(times.elapsedSeconds());
      out.writeDouble(times.begunSeconds());
      out.writeInt(first);
      out.writeInt(count);
      state.save(out);
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      file.commit();
    }
  }

  /** The times in the file, if it is intact and belongs to this fit. */
  static Optional<Times> times(Path path, byte[] fingerprint) throws IOException {
    if (!Files.isRegularFile(path) || !isWhole(path)) {
      return Optional.empty();
    }
    try (DataInputStream in = open(path)) {
      return times(in, fingerprint);
    }
  }

  private static Optional<Times> times(DataInputStream in, byte[] fingerprint) throws IOException {
    boolean fits =
        in.readLong() == MAGIC && Arrays.equals(in.readNBytes(Fingerprint.BYTES), fingerprint);
    return fits ? Optional.of(new Times(in.readDouble(), in.readDouble())) : Optional.empty();
  }

  /**
   * Opens the state in a file that has {@link #times}, if it covers these windows.
   *
   * @param first index of the first window
   * @param count number of windows
   */
  static Optional<Saved> open(Path path, byte[] fingerprint, int first, int count)
      throws IOException {
    DataInputStream in = open(path);
    try {
      Optional<Times> times = times(in, fingerprint);
      if (times.isPresent() && in.readInt() == first && in.readInt() == count) {
        return Optional.of(new Saved(times.get().begunSeconds(), in));
      }
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
    in.close();
    return Optional.empty();
  }

  private static DataInputStream open(Path path) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
  }

  private static boolean isWhole(Path path) throws IOException {
    long length = Files.size(path) - Long.BYTES;
    if (length < 0) {
      return false;
    }
    InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    try (CheckedInputStream in = new CheckedInputStream(file, new CRC32C())) {
      in.skipNBytes(length);
      long checksum = in.getChecksum().getValue();
      return new DataInputStream(in).readLong() == checksum;
    } catch (EOFException e) {
      return false;
    }
  }
}
