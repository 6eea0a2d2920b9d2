package org.sirenaudio.codecs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.sirenaudio.codec.EncodedFormat;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundDecoder;
import org.sirenaudio.codec.SoundEncoder;

/**
 * Reads whatever FFmpeg's libraries read, and writes FLAC, MP3, Opus and AAC. Each file gets its
 * own child process, so that a file that makes native code crash, hang or grow affects only that
 * process.
 */
public final class FfmpegCodec implements SoundCodec {

  @Override
  public Optional<SoundDecoder> decoder(Path file, String name, int stream, boolean salvage)
      throws IOException {
    return ChildDecoder.open(file, name, stream, salvage);
  }

  @Override
  public Set<String> endings() {
    return EncodingRules.endings();
  }

  @Override
  public EncodedFormat accepted(EncodedFormat format) throws IOException {
    EncodedFormat accepted = EncodingRules.accepted(format);
    NativeParts.classPath("writing ." + format.ending() + " needs FFmpeg's libraries");
    return accepted;
  }

  @Override
  public SoundEncoder encoder(Path file, EncodedFormat format, long frames) throws IOException {
    return ChildEncoder.open(file, format, frames);
  }
}
