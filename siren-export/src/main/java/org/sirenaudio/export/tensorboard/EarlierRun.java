package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an earlier fit has logged in a run's folder.
 *
 * @param folder of the run
 * @param lastStep highest step logged
 * @param ended whether that fit was completed
 */
record EarlierRun(Path folder, int lastStep, boolean ended) {

  /** The checksums of the length and of the event. */
  private static final int CHECKSUM = Integer.BYTES;

  private static final String END =
      new String(HParams.END.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

  /** Reads its files; the last event may be incomplete. */
  static EarlierRun in(Path folder) throws IOException {
    EarlierRun run = new EarlierRun(folder, -1, false);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().contains("events.out.tfevents.")).toList();
    }
    for (Path file : files) {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      while (in.remaining() > Long.BYTES + 2 * CHECKSUM) {
        long length = in.getLong();
        if (length < 0 || length > in.remaining() - 2 * CHECKSUM) {
          break;
        }
        int end = in.position() + CHECKSUM + (int) length;
        run = run.and(in.slice(in.position() + CHECKSUM, (int) length));
        in.position(end + CHECKSUM);
      }
    }
    return run;
  }

  /** Adds an event, whose first field is its time and whose second is its step, unless 0. */
  private EarlierRun and(ByteBuffer event) {
    String text = StandardCharsets.ISO_8859_1.decode(event.duplicate()).toString();
    boolean last = ended || text.contains(END);
    int step = 0;
    int tagged = 1 + Double.BYTES;
    if (event.remaining() > tagged && event.get(tagged) == 2 << 3) {
      event.position(tagged + 1);
      byte next = (byte) 0x80;
      for (int shift = 0; next < 0 && event.hasRemaining() && shift < Integer.SIZE; shift += 7) {
        next = event.get();
        step |= (next & 0x7F) << shift;
      }
    }
    return new EarlierRun(folder, Math.max(lastStep, step), last);
  }
}
