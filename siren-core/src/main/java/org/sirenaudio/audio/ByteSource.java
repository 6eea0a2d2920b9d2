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
 * Buffered bytes, either of a file (known length, seekable) or of a stream (neither). Carries its
 * name for error messages.
 */
final class ByteSource implements Closeable {
  private static final int BUFFER_BYTES = 1 << 15;

  /** Upper bound on the length of a stream's header, including preceding tags. */
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
   * Opens a regular file for seeking, or anything else that is readable (a pipe, a device) as a
   * stream.
   *
   * @param name the name to use in messages
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

  /** A stream that is closed by its owner. */
  static ByteSource of(InputStream in, String name, Incomplete incomplete) {
    return new ByteSource(name, new BufferedInputStream(in), null, -1, false, incomplete, null);
  }

  /** A file held in memory. */
  static ByteSource of(byte[] file, String name, Incomplete incomplete) {
    return new ByteSource(
        name, new ByteArrayInputStream(file), null, file.length, true, incomplete, null);
  }

  /** A stream over the beginning of a file of the given length. */
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

  /** Whether to accept fewer bytes than a header declares. */
  boolean salvages() {
    return incomplete == Incomplete.SALVAGED;
  }

  /** Marks the start of the sound's own format, after any unrelated prefix. */
  void begin() {
    begin = position();
  }

  /** Bytes from the start of the sound's own format to the current position. */
  long sinceBegin() {
    return position() - begin;
  }

  /** Total bytes of the sound's own format; files only. */
  long ownLength() {
    return length - begin;
  }

  /** Records a one-line remark about an irregularity, to be prefixed with this source's name. */
  @SuppressWarnings("AnnotateFormatMethod") // @FormatMethod would need an extra dependency.
  void remark(String format, Object... arguments) {
    remarks.add(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** The remarks recorded since the last call. */
  List<String> takeRemarks() {
    List<String> taken = List.copyOf(remarks);
    remarks.clear();
    return taken;
  }

  long position() {
    return bufferStart + next;
  }

  /** Bytes from the current position to the end of the file. */
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

  /** Reads {@code count} bytes into the start of {@code target}; returns fewer only at the end. */
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
          "ends after %d bytes, inside its header; the file is truncated, copy or export it again",
          at + got);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** A four-character chunk ID. */
  String id() throws IOException {
    return new String(header(4, ByteOrder.BIG_ENDIAN).array(), StandardCharsets.ISO_8859_1);
  }

  long u32(ByteOrder order) throws IOException {
    return Integer.toUnsignedLong(header(4, order).getInt());
  }

  /** Throws if the file is shorter than the {@code count} bytes that a chunk declares. */
  void requireThere(String id, long count) throws BadDataException {
    if (!isStream() && count > remaining()) {
      throw bad(
          "chunk '%s' claims %d bytes but the file has only %d more; the file is truncated, copy"
              + " or export it again",
          printable(id), count, remaining());
    }
  }

  /** Skips {@code count} bytes of the chunk {@code id}. */
  void skip(String id, long count) throws IOException {
    requireThere(id, count);
    if (file != null && count > end - next) {
      seek(position() + count);
      return;
    }
    for (long left = count; left > 0; ) {
      int step = peek((int) Math.min(left, BUFFER_BYTES)).length;
      if (step == 0) {
        throw bad("ends inside chunk '%s'; the stream is truncated, send it again", printable(id));
      }
      next += step;
      left -= step;
    }
  }

  /**
   * Skips the pad byte after a chunk of odd size. Some writers omit it, so the next chunk may
   * follow at once: chunk IDs are printable and the pad is zero; otherwise an ID in {@code known}
   * after it decides.
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

  /** Seeks to a position of a file. */
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

  /** An exception whose message is this source's name followed by the formatted text. */
  @SuppressWarnings("AnnotateFormatMethod") // @FormatMethod would need an extra dependency.
  BadDataException bad(String format, Object... arguments) {
    return new BadDataException(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** As above, for truncated sound whose remaining part is readable. */
  @SuppressWarnings("AnnotateFormatMethod") // @FormatMethod would need an extra dependency.
  BadDataException cutOff(String format, Object... arguments) {
    return BadDataException.salvageable(
        name
            + ": "
            + String.format(Locale.ROOT, format, arguments)
            + ", copy or export it again, or salvage the rest");
  }

  /** As above, for a format that a codec may support. */
  @SuppressWarnings("AnnotateFormatMethod") // @FormatMethod would need an extra dependency.
  BadDataException foreign(String format, Object... arguments) {
    return BadDataException.foreign(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** The file being read, or null for a stream or bytes in memory. */
  @Nullable Path path() {
    return path;
  }

  /** The header has been read: earlier bytes will not be requested again. */
  void keepNoMore() {
    if (in instanceof BufferedInputStream) {
      in.mark(0);
    }
  }

  /** Writes the whole stream or memory content to a file, from its beginning. */
  void copyTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      in.reset();
      in.transferTo(out);
    }
  }

  /** Untrusted bytes as text that is safe to print on one line. */
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
