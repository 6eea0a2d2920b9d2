package org.sirenaudio.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buffers sound of unknown length, in memory or, if too long, in a temporary file. */
final class Spool {
  private static final int BLOCK_SAMPLES = 1 << 16;
  static final SampleFormat FLOATS =
      new SampleFormat(SampleFormat.Kind.FLOAT, Float.BYTES, ByteOrder.LITTLE_ENDIAN);

  private final AudioReader reader;
  private final int channels;
  private final List<float[][]> blocks = new ArrayList<>();
  private @Nullable FileChannel file;

  private Spool(AudioReader reader) {
    this.reader = reader;
    channels = reader.channels();
  }

  static ClipSource read(AudioReader reader) throws IOException {
    return new Spool(reader).read(SoundFile.IN_MEMORY_SAMPLES);
  }

  /** A sound that goes to a file beyond the given number of samples. */
  static ClipSource read(AudioReader reader, long inMemory) throws IOException {
    return new Spool(reader).read(inMemory);
  }

  private ClipSource read(long inMemory) throws IOException {
    int blockFrames = Math.max(1, BLOCK_SAMPLES / channels);
    long frames = 0;
    int got = blockFrames;
    while (got == blockFrames) {
      float[][] block = new float[channels][blockFrames];
      got = reader.read(block, 0, blockFrames);
      frames += got;
      Clip.requireFrames(reader.name(), frames);
      blocks.add(block);
      if (frames * channels > inMemory) {
        spill(got);
      }
    }
    if (file == null) {
      return Clip.checked(reader.sampleRate(), join((int) frames, blockFrames), reader.metadata());
    }
    SoundLayout layout =
        new SoundLayout(FLOATS, channels, reader.sampleRate(), frames, reader.metadata());
    return new SoundFile(reader.name(), file, layout, 0, Gaps.none());
  }

  /** A new temporary file, to be deleted by the caller. */
  static Path temporary() throws IOException {
    try {
      return Files.createTempFile("siren-", ".samples");
    } catch (IOException e) {
      String folder = System.getProperty("java.io.tmpdir");
      String reason = "no temporary file can be created there; set TMPDIR to another folder";
      FileSystemException where = new FileSystemException(folder, null, reason);
      where.initCause(e);
      throw where;
    }
  }

  /** Moves the blocks to the file, only part of the last one. */
  private void spill(int framesOfLast) throws IOException {
    FileChannel out = file;
    if (out == null) {
      Path path = temporary();
      out =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = out;
    }
    for (int b = 0; b < blocks.size(); b++) {
      float[][] block = blocks.get(b);
      int frames = b == blocks.size() - 1 ? framesOfLast : block[0].length;
      ByteBuffer bytes =
          ByteBuffer.allocate(frames * channels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < frames; i++) {
        for (float[] channel : block) {
          bytes.putFloat(channel[i]);
        }
      }
      bytes.flip();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    blocks.clear();
  }

  private float[][] join(int frames, int blockFrames) {
    float[][] samples = new float[channels][frames];
    for (int b = 0; b < blocks.size(); b++) {
      int at = b * blockFrames;
      for (int c = 0; c < channels; c++) {
        System.arraycopy(blocks.get(b)[c], 0, samples[c], at, Math.min(blockFrames, frames - at));
      }
    }
    return samples;
  }
}
