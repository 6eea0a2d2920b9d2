package org.sirenaudio.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codec.SoundEncoder;
import org.sirenaudio.io.AtomicFile;

/**
 * Writes a WAV file block by block in constant memory, or another format chosen by the file name's
 * extension if there is a {@linkplain org.sirenaudio.codec.SoundCodec codec} for it. The number of
 * frames is given in advance; the file appears under its name only once all frames are written and
 * the writer is closed, and an exception before that leaves nothing behind.
 *
 * <p>A sample x is stored in b bits as round(x·2^(b−1)), clipped to [−2^(b−1), 2^(b−1)−1]; clipped
 * samples are counted. Since reading divides by 2^(b−1), integer samples survive reading and
 * writing bit for bit unless dithered.
 *
 * <p>Confined to one thread at a time.
 */
public final class WavWriter implements Closeable {
  private static final int BLOCK_BYTES = 1 << 16;

  private final String name;
  private final WavFormat format;
  private final TpdfDither dither;
  private final long frames;
  private final OutputStream out;
  private final @Nullable AtomicFile file;
  private final @Nullable SoundEncoder encoder;
  private final byte[] raw;
  private final ByteBuffer block;
  private long written;
  private long clipped;
  private boolean failed;
  private boolean closed;

  private WavWriter(
      String name,
      WavFormat format,
      long frames,
      OutputStream out,
      @Nullable AtomicFile file,
      @Nullable SoundEncoder encoder) {
    this.name = name;
    this.format = format;
    this.dither = new TpdfDither(format.ditherSeed());
    this.frames = frames;
    this.out = out;
    this.file = file;
    this.encoder = encoder;
    int frameBytes = format.frameBytes();
    this.raw = new byte[BLOCK_BYTES / frameBytes * frameBytes];
    this.block = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens a file for writing. A device or pipe is written to directly.
   *
   * @param frames number of frames that will be written, at least 1
   * @param overwrite whether to replace an existing file
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and may not be replaced
   * @throws java.nio.file.NoSuchFileException if the folder does not exist
   * @throws java.nio.file.AccessDeniedException if the folder is not writable
   * @throws org.sirenaudio.error.MissingPartException if the extension names a format whose codec
   *     is not installed
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the format implied by the extension cannot hold the sound,
   *     or no file that many frames
   */
  public static WavWriter to(Path path, WavFormat format, long frames, boolean overwrite)
      throws IOException {
    Optional<WavFormat.Encoded> encoded = format.encodedFor(path);
    if (encoded.isPresent()) {
      return encoded(path, encoded.get(), frames, overwrite);
    }
    byte[] header = WavHeader.bytes(format, frames);
    AtomicFile file = AtomicFile.create(path, overwrite);
    return new WavWriter(path.toString(), format, frames, file.stream(), file, null).begin(header);
  }

  private static WavWriter encoded(Path path, WavFormat.Encoded as, long frames, boolean overwrite)
      throws IOException {
    AtomicFile file = AtomicFile.create(path, overwrite);
    try {
      SoundEncoder encoder = as.codec().encoder(file.path(), as.format(), frames);
      byte[] header = WavHeader.bytes(as.sound(), frames);
      return new WavWriter(path.toString(), as.sound(), frames, encoder.wav(), file, encoder)
          .begin(header);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Writes to a stream; closing this writer flushes the stream and leaves it open.
   *
   * @param frames number of frames that will be written, at least 1
   * @throws IllegalArgumentException if no WAV file can hold that many frames
   * @throws IOException if the stream cannot be written
   */
  public static WavWriter to(OutputStream out, WavFormat format, long frames) throws IOException {
    byte[] header = WavHeader.bytes(format, frames);
    return new WavWriter("WAV stream", format, frames, out, null, null).begin(header);
  }

  private WavWriter begin(byte[] header) throws IOException {
    try {
      out.write(header);
      return this;
    } catch (IOException | RuntimeException e) {
      try {
        abort();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Writes all frames of a clip.
   *
   * @throws IllegalArgumentException if it has another number of channels, or more frames than
   *     announced remain
   * @throws IllegalStateException if the writer is closed
   * @throws IOException if it cannot be written
   */
  public void write(Clip clip) throws IOException {
    float[][] samples = new float[clip.channels()][];
    Arrays.setAll(samples, clip::channel);
    write(samples, 0, clip.frames());
  }

  /**
   * Writes frames.
   *
   * @param samples [channels][≥ offset + count], ±1 is full scale
   * @param offset first frame of the block to write
   * @param count number of frames
   * @throws IllegalArgumentException if a sample is not finite, the number of channels is another,
   *     or more frames are written than announced
   * @throws IndexOutOfBoundsException if a channel is shorter than the span
   * @throws IllegalStateException if the writer is closed
   * @throws IOException if it cannot be written
   */
  public void write(float[][] samples, int offset, int count) throws IOException {
    if (closed) {
      throw new IllegalStateException("the writer of " + name + " is closed");
    }
    if (samples.length != format.channels()) {
      throw new IllegalArgumentException(
          "block of " + samples.length + " channels for a file of " + format.channels());
    }
    for (float[] channel : samples) {
      Objects.checkFromIndexSize(offset, count, channel.length);
    }
    if (count > frames - written) {
      failed = true;
      throw new IllegalArgumentException(
          "more frames than the " + frames + " announced for " + name);
    }
    try {
      int blockFrames = raw.length / format.frameBytes();
      for (int done = 0; done < count; ) {
        int step = Math.min(count - done, blockFrames);
        encode(samples, offset + done, step);
        out.write(raw, 0, block.position());
        written += step;
        done += step;
      }
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  private void encode(float[][] samples, int offset, int count) {
    block.clear();
    for (int i = 0; i < count; i++) {
      long index = (written + i) * samples.length;
      for (int c = 0; c < samples.length; c++) {
        float x = samples[c][offset + i];
        if (!Float.isFinite(x)) {
          throw new IllegalArgumentException(
              "sample of channel " + c + ", frame " + (written + i) + " (both from 0) is " + x);
        }
        switch (format.encoding()) {
          case FLOAT -> block.putFloat(x);
          case PCM_16 -> {
            double noise = format.dither() ? dither.at(index + c) : 0;
            block.putShort((short) quantize(x * 0x1p15 + noise, 0x7FFF));
          }
          case PCM_24 -> {
            int step = quantize(x * 0x1p23, 0x7F_FFFF);
            block.putShort((short) step).put((byte) (step >> 16));
          }
        }
      }
    }
  }

  private int quantize(double steps, int max) {
    double rounded = Math.rint(steps);
    double limited = Math.clamp(rounded, -max - 1.0, max);
    if (limited != rounded) {
      clipped++;
    }
    return (int) limited;
  }

  /** Samples clipped so far, over all channels. */
  public long clippedSamples() {
    return clipped;
  }

  /** Frames written so far. */
  public long position() {
    return written;
  }

  /**
   * Aborts, leaving no file behind. No effect after {@link #close}.
   *
   * @throws IOException if the unfinished file cannot be deleted
   */
  public void abort() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      if (encoder != null) {
        encoder.close();
      }
    }
  }

  /**
   * Completes the file and moves it into place.
   *
   * @throws IOException if that fails, or fewer frames were written than announced; no file is left
   *     behind
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    if (failed || written < frames) {
      abort();
      if (!failed) {
        throw new IOException(
            name + ": only " + written + " of " + frames + " frames were written; not completed");
      }
      return;
    }
    try {
      if (frames * format.frameBytes() % 2 == 1) {
        out.write(0);
      }
      out.flush();
      if (encoder != null) {
        encoder.finish();
      }
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    } finally {
      if (failed) {
        abort();
      }
    }
    closed = true;
    if (encoder != null) {
      encoder.close();
    }
    if (file != null) {
      file.commit();
    }
  }
}
