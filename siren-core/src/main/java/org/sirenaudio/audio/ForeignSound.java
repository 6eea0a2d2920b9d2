package org.sirenaudio.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundCodecs;
import org.sirenaudio.codec.SoundDecoder;
import org.sirenaudio.error.BadDataException;

/**
 * Sound of a format that is not the library's own, read by a codec.
 *
 * @param name what to call it in messages
 * @param copy a temporary file that the codec reads, where the sound comes from none
 */
record ForeignSound(String name, SoundDecoder decoder, @Nullable Path copy) implements Closeable {

  /**
   * Opens it with the first codec that knows it.
   *
   * @param refusal what is wrong with it where no codec does
   */
  static ForeignSound open(ByteSource in, ReadOptions options, BadDataException refusal)
      throws IOException {
    List<SoundCodec> codecs = SoundCodecs.all();
    if (codecs.isEmpty()) {
      throw refusal;
    }
    Path copy = in.path() == null ? Spool.temporary() : null;
    try {
      if (copy != null) {
        in.copyTo(copy);
      }
      Path file = Objects.requireNonNull(copy != null ? copy : in.path());
      for (SoundCodec codec : codecs) {
        Optional<SoundDecoder> decoder =
            codec.decoder(file, in.name(), options.stream(), in.salvages());
        if (decoder.isPresent()) {
          return new ForeignSound(in.name(), decoder.get(), copy);
        }
      }
      throw refusal;
    } catch (IOException | RuntimeException | Error e) {
      delete(copy);
      throw e;
    }
  }

  SoundLayout layout() throws BadDataException {
    return new SoundLayout(Spool.FLOATS, decoder.channels(), decoder.sampleRate(), -1, metadata());
  }

  int read(float[][] block, int offset, int frames) throws IOException {
    return decoder.read(block, offset, frames);
  }

  /** What is known by now. */
  SoundMetadata metadata() {
    List<String> remarks = decoder.remarks().stream().map(line -> name + ": " + line).toList();
    return new SoundMetadata(
        decoder.channelMask(), WavChunks.NONE, decoder.missingFrames(), remarks);
  }

  @Override
  public void close() throws IOException {
    try (decoder) {
      delete(copy);
    }
  }

  private static void delete(@Nullable Path copy) throws IOException {
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
