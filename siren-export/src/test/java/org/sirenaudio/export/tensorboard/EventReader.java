package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Reads files of events by TensorFlow's own classes, and refuses one with a wrong checksum. */
final class EventReader {
  private EventReader() {}

  static List<Event> read(Path run) throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.sorted().toList()) {
        if (!String.valueOf(file.getFileName()).matches("events\\.out\\.tfevents\\.\\d{10}\\..*")) {
          throw new IOException(file + " is no name of a file of events");
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
          ByteBuffer length =
              ByteBuffer.wrap(record(in, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
          events.add(Event.parseFrom(record(in, Math.toIntExact(length.getLong()))));
        }
      }
    }
    return events;
  }

  private static byte[] record(ByteBuffer in, int length) throws IOException {
    byte[] data = new byte[length];
    in.get(data);
    CRC32C crc = new CRC32C();
    crc.update(data);
    // As record_reader.cc undoes the mask.
    int rotated = in.getInt() - 0xa282ead8;
    int stored = (rotated >>> 17) | (rotated << 15);
    if (stored != (int) crc.getValue()) {
      throw new IOException("a wrong checksum before byte " + in.position());
    }
    return data;
  }

  static List<Summary.Value> values(List<Event> events, String tag) {
    return events.stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> value.getTag().equals(tag))
        .toList();
  }
}
