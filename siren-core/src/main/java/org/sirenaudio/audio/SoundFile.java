package org.sirenaudio.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.sirenaudio.error.BadDataException;

/**
 * Random access to a sound file on disk. Closed once unreachable.
 *
 * @param name the name to use in messages
 * @param at byte offset of the samples
 * @param gaps that need not be finite
 */
record SoundFile(String name, FileChannel file, SoundLayout layout, long at, Gaps gaps)
    implements ClipSource {

  /** Longer sound is not read into memory at once. */
  static final long IN_MEMORY_SAMPLES = 1 << 25;

  private static final int BLOCK_BYTES = 1 << 18;

  static ClipSource open(Path path, String name, ReadOptions options) throws IOException {
    try (AudioReader reader = AudioReader.open(path, name, options)) {
      if (!reader.framesAreCertain()) {
        return Spool.read(reader);
      }
      return reader.frames() * reader.channels() <= IN_MEMORY_SAMPLES
          ? Clip.read(reader)
          : open(path, reader);
    }
  }

  /** The file of a reader from which no sample has been read. */
  static SoundFile open(Path path, AudioReader reader) throws IOException {
    Clip.requireFrames(reader.name(), reader.frames());
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    return new SoundFile(
        reader.name(), file, reader.layout(), reader.bytePosition(), reader.gaps());
  }

  @Override
  public double sampleRate() {
    return layout.sampleRate();
  }

  @Override
  public int channels() {
    return layout.channels();
  }

  @Override
  public int frames() {
    return (int) layout.frames();
  }

  @Override
  public SoundMetadata metadata() {
    return layout.metadata();
  }

  @Override
  public Clip slice(int fromFrame, int frames) {
    Objects.checkFromIndexSize(fromFrame, frames, frames());
    if (frames == 0) {
      throw new IllegalArgumentException("a clip needs at least one frame");
    }
    float[][] samples = new float[channels()][frames];
    int frameBytes = layout.frameBytes();
    int blockFrames = Math.max(1, BLOCK_BYTES / frameBytes);
    ByteBuffer block = ByteBuffer.allocate(Math.min(blockFrames, frames) * frameBytes);
    try {
      for (int done = 0; done < frames; done += blockFrames) {
        int count = Math.min(blockFrames, frames - done);
        long frame = (long) fromFrame + done;
        fill(block.clear().limit(count * frameBytes), at + frame * frameBytes, frame);
        for (int c = 0; c < samples.length; c++) {
          int first = c * layout.samples().bytes();
          layout.samples().decode(block, first, frameBytes, samples[c], done, count);
          AudioReader.requireFinite(name, gaps, sampleRate(), samples[c], done, count, c, frame);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Clip.checked(sampleRate(), samples, SoundMetadata.NONE);
  }

  private void fill(ByteBuffer block, long position, long frame) throws IOException {
    while (block.hasRemaining()) {
      if (file.read(block, position + block.position()) < 0) {
        throw new BadDataException(
            name
                + ": ends near frame "
                + frame
                + " of "
                + frames()
                + "; the file was truncated after it was opened");
      }
    }
  }
}
