package org.sirenaudio.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;

/**
 * Buffered bytes of a file, whose length is known and which can seek, or of a stream, which can do
 * neither. Knows its name, so that every complaint about the bytes can carry it.
 */
final class ByteSource implements Closeable {
  private static final int BUFFER_BYTES = 1 << 15;

  /** A header of a stream, tags before it included, is not longer. */
  private static final int REWINDABLE_BYTES = 1 << 26;

  private final String name;
  private final InputStream in;
  private final @Nullable FileChannel file;
  private final long length;
  private final boolean owned;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private final Incomplete incomplete;
  private final List<String> remarks = new ArrayList<>();
  private final @Nullable Path path;
  private long bufferStart;
  private long begin;

  private ByteSource(
      String name,
      InputStream in,
      @Nullable FileChannel file,
      long length,
      boolean owned,
      Incomplete incomplete,
      @Nullable Path path) {
    this.name = name;
    this.in = in;
    this.file = file;
    this.length = length;
    this.owned = owned;
    this.incomplete = incomplete;
    this.path = path;
    if (path == null) {
      in.mark(REWINDABLE_BYTES);
    }
  }

  /**
   * Opens a regular file for seeking, or anything else that can be read (a pipe, a device) as a
   * stream.
   *
   * @param name what to call it in messages
   */
  static ByteSource open(Path path, String name, Incomplete incomplete) throws IOException {
    if (Files.isDirectory(path)) {
      throw new BadDataException(name + ": is a folder; name a sound file in it");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      InputStream in = new BufferedInputStream(Files.newInputStream(path));
      return new ByteSource(name, in, null, -1, true, incomplete, null);
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ByteSource(
          name, Channels.newInputStream(file), file, file.size(), true, incomplete, path);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A stream that its owner closes. */
  static ByteSource of(InputStream in, String name, Incomplete incomplete) {
    return new ByteSource(name, new BufferedInputStream(in), null, -1, false, incomplete, null);
  }

  /** A whole file that is in memory. */
  static ByteSource of(byte[] file, String name, Incomplete incomplete) {
    return new ByteSource(
        name, new ByteArrayInputStream(file), null, file.length, true, incomplete, null);
  }

  /** A stream that stands for a file of the given length, of which only the beginning is there. */
  static ByteSource beginningOf(InputStream in, String name, long length) {
    return new ByteSource(
        name, new BufferedInputStream(in), null, length, false, Incomplete.REFUSED, null);
  }

  String name() {
    return name;
  }

  /** Length in bytes, or −1 for a stream. */
  long length() {
    return length;
  }

  boolean isStream() {
    return length < 0;
  }

  /** Whether {@link #seek} works. */
  boolean canSeek() {
    return file != null || (owned && in instanceof ByteArrayInputStream);
  }

  /** Whether what is there is wanted where a header promises more. */
  boolean salvages() {
    return incomplete == Incomplete.SALVAGED;
  }

  /** Sound begins here, behind what does not belong to it. */
  void begin() {
    begin = position();
  }

  /** Bytes from where the sound's own format begins to here. */
  long sinceBegin() {
    return position() - begin;
  }

  /** Bytes of the sound's own format in all, of a file. */
  long ownLength() {
    return length - begin;
  }

  /** Notes a line on what is odd, to be said after this source's name. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
  void remark(String format, Object... arguments) {
    remarks.add(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** What has been noted since this was last asked for. */
  List<String> takeRemarks() {
    List<String> taken = List.copyOf(remarks);
    remarks.clear();
    return taken;
  }

  long position() {
    return bufferStart + next;
  }

  /** Bytes between here and the end of the file. */
  long remaining() {
    return Math.max(0, length - position());
  }

  boolean atEnd() throws IOException {
    return peek(1).length == 0;
  }

  /** The next bytes without consuming them: {@code count} of them, or fewer at the end. */
  byte[] peek(int count) throws IOException {
    if (end - next < count) {
      System.arraycopy(buffer, next, buffer, 0, end - next);
      bufferStart += next;
      end -= next;
      next = 0;
      end += in.readNBytes(buffer, end, count - end);
    }
    return Arrays.copyOfRange(buffer, next, next + Math.min(count, end - next));
  }

  /** Reads {@code count} bytes into the front of {@code target}; returns fewer only at the end. */
  int read(byte[] target, int count) throws IOException {
    int buffered = Math.min(count, end - next);
    System.arraycopy(buffer, next, target, 0, buffered);
    next += buffered;
    if (buffered == count) {
      return count;
    }
    int direct = in.readNBytes(target, buffered, count - buffered);
    bufferStart += next + direct;
    next = 0;
    end = 0;
    return buffered + direct;
  }

  /** Exactly {@code count} bytes of a header, to be read in the given order. */
  ByteBuffer header(int count, ByteOrder order) throws IOException {
    byte[] bytes = new byte[count];
    long at = position();
    int got = read(bytes, count);
    if (got < count) {
      throw bad(
          "ends after %d bytes, inside its header; the file is incomplete, copy or export it again",
          at + got);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** A four-letter chunk name. */
  String id() throws IOException {
    return new String(header(4, ByteOrder.BIG_ENDIAN).array(), StandardCharsets.ISO_8859_1);
  }

  long u32(ByteOrder order) throws IOException {
    return Integer.toUnsignedLong(header(4, order).getInt());
  }

  /** Complains where a file does not have the {@code count} bytes that a chunk claims. */
  void requireThere(String id, long count) throws BadDataException {
    if (!isStream() && count > remaining()) {
      throw bad(
          "chunk '%s' claims %d bytes but the file has only %d more; the file is incomplete, copy"
              + " or export it again",
          printable(id), count, remaining());
    }
  }

  /** Passes over {@code count} bytes of the chunk {@code id}. */
  void skip(String id, long count) throws IOException {
    requireThere(id, count);
    if (file != null && count > end - next) {
      seek(position() + count);
      return;
    }
    for (long left = count; left > 0; ) {
      int step = peek((int) Math.min(left, BUFFER_BYTES)).length;
      if (step == 0) {
        throw bad("ends inside chunk '%s'; the sound is incomplete, send it again", printable(id));
      }
      next += step;
      left -= step;
    }
  }

  /**
   * Passes over the pad byte that follows a chunk of odd size. Some writers forget it, so the next
   * chunk may begin at once: chunk names are printable and the pad is zero, and where it is not, a
   * name of {@code known} after it decides.
   */
  void skipPad(String... known) throws IOException {
    byte[] ahead = peek(5);
    if (ahead.length == 0) {
      return;
    }
    boolean nameAtOnce = ahead.length >= 4;
    for (int i = 0; i < Math.min(4, ahead.length); i++) {
      nameAtOnce &= ahead[i] >= ' ' && ahead[i] <= '~';
    }
    if (nameAtOnce && ahead.length == 5) {
      String afterPad = new String(ahead, 1, 4, StandardCharsets.ISO_8859_1);
      nameAtOnce = !Arrays.asList(known).contains(afterPad);
    }
    if (!nameAtOnce) {
      next++;
    }
  }

  /** Goes to a position of a file. */
  void seek(long position) throws IOException {
    if (file != null) {
      file.position(position);
    } else if (in instanceof ByteArrayInputStream bytes) {
      bytes.reset();
      bytes.skipNBytes(position);
    } else {
      throw new IllegalStateException("a stream cannot seek");
    }
    bufferStart = position;
    next = 0;
    end = 0;
  }

  /** An exception whose text is this source's name, then the formatted complaint. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
  BadDataException bad(String format, Object... arguments) {
    return new BadDataException(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** The same of sound that is cut off, of which what is there could be read. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
  BadDataException cutOff(String format, Object... arguments) {
    return BadDataException.salvageable(
        name
            + ": "
            + String.format(Locale.ROOT, format, arguments)
            + ", copy or export it again, or salvage what is there");
  }

  /** The same of sound in a format that only a codec might know. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
  BadDataException foreign(String format, Object... arguments) {
    return BadDataException.foreign(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** The file that this reads, or null if it is a stream or in memory. */
  @Nullable Path path() {
    return path;
  }

  /** The header has been read: what is behind it will not be asked for again. */
  void keepNoMore() {
    if (in instanceof BufferedInputStream) {
      in.mark(0);
    }
  }

  /** Writes all of what is no file to one, from its beginning on. */
  void copyTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      in.reset();
      in.transferTo(out);
    }
  }

  /** Text from untrusted bytes, safe to print on one line. */
  static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      in.close();
    }
  }
}
