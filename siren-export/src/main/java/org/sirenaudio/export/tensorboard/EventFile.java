package org.sirenaudio.export.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.sirenaudio.export.Message;

/**
 * A TensorFlow event file: for each event its length as 64 bits, a checksum of that, the event, and
 * a checksum of it, all little-endian (tensorflow/core/lib/io/record_writer.h).
 */
final class EventFile implements Closeable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Creates a file of a run.
   *
   * @param run its folder, created if missing
   * @param seconds now, since 1970
   */
  static EventFile create(Path run, double seconds) throws IOException {
    Files.createDirectories(run);
    // TensorBoard reads a run's files in the order of the numbers in their names.
    String name =
        "events.out.tfevents.%010d.siren.%d.%d"
            .formatted((long) seconds, ProcessHandle.current().pid(), COUNT.getAndIncrement());
    EventFile file =
        new EventFile(
            new BufferedOutputStream(
                Files.newOutputStream(run.resolve(name), StandardOpenOption.CREATE_NEW)));
    file.add(new Message().putDouble(1, seconds).put(3, "brain.Event:2"));
    return file;
  }

  /** Appends an event and flushes it. */
  void add(Message event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(event.size()));
    event.writeTo(bytes);
    byte[] data = bytes.toByteArray();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(data);
    out.write(checksum(data));
    out.flush();
  }

  /** A CRC over data that contains CRCs would be weak, so TensorFlow masks them. */
  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
