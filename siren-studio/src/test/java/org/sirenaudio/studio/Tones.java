package org.sirenaudio.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.codec.EncodedFormat;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundCodecs;
import org.sirenaudio.codec.SoundEncoder;

/** Recordings to try things on. */
final class Tones {
  static final int RATE = 8000;

  private Tones() {}

  /** Half a second of two tones, the second of which rises. */
  static Clip clip(int channels) {
    float[][] samples = new float[channels][RATE / 2];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < samples[c].length; i++) {
        double t = i / (double) RATE;
        samples[c][i] =
            (float)
                (0.4 * Math.sin(2 * Math.PI * (220 + 90 * c) * t) * Math.exp(-3 * t)
                    + 0.2 * Math.sin(2 * Math.PI * 1330 * t * (1 + t)));
      }
    }
    return Clip.of(RATE, samples);
  }

  static byte[] wav(int channels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    clip(channels).write(out, Encoding.FLOAT);
    return out.toByteArray();
  }

  /** One channel of 16 bits, as a FLAC file. */
  static byte[] flac() throws IOException {
    SoundCodec codec = SoundCodecs.writing("flac").orElseThrow();
    Clip clip = clip(1);
    EncodedFormat format = codec.accepted(new EncodedFormat("flac", RATE, 1, 16));
    Path file = Files.createTempFile("tones", ".flac");
    try (SoundEncoder encoder = codec.encoder(file, format, clip.frames())) {
      clip.write(encoder.wav(), Encoding.PCM_16);
      encoder.finish();
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
