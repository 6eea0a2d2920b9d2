package org.sirenaudio.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;

/** Short recordings to try the command on. */
final class Sounds {
  static final int RATE = 8000;
  static final int FRAMES = 400;
  private static final int FLOAT = 3;

  private Sounds() {}

  /** Two partials, 1/20 s. */
  static Clip tone() {
    return tone(1, FRAMES);
  }

  static Clip tone(int channels, int frames) {
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < frames; i++) {
        double t = (double) i / RATE;
        samples[c][i] =
            (float) (0.5 * Math.cos(2 * Math.PI * 300 * t + c) + 0.2 * Math.sin(4000 * t));
      }
    }
    return Clip.of(RATE, samples);
  }

  static Path write(Clip clip, Path path) throws IOException {
    clip.write(path);
    return path;
  }

  /** A fitted model of {@link #tone()} under the given name. */
  static Path model(Path path) throws IOException {
    Path recording = write(tone(), path.resolveSibling("recording-of-model.wav"));
    CommandRun.of("fit", recording, "-o", path, "--hidden", 8, "--steps", 40, "-q", "--no-plot")
        .done();
    return path;
  }

  /** A WAV file of floats by its bytes; a header of any channels, rate and bytes claimed. */
  static byte[] wav(int channels, int rate, int claimed, float... samples) {
    ByteBuffer out =
        ByteBuffer.allocate(44 + Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + claimed).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) FLOAT).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * Float.BYTES).putShort((short) (channels * Float.BYTES));
    out.putShort((short) Float.SIZE).put(ascii("data")).putInt(claimed);
    for (float sample : samples) {
      out.putFloat(sample);
    }
    return out.array();
  }

  /** An AIFF file of 16 bits with a square wave; its rate, 4096 to 8191.x Hz, need not be whole. */
  static byte[] aiff(double rate, int frames) {
    ByteBuffer out = ByteBuffer.allocate(54 + 2 * frames);
    out.put(ascii("FORM")).putInt(46 + 2 * frames).put(ascii("AIFFCOMM")).putInt(18);
    out.putShort((short) 1).putInt(frames).putShort((short) 16);
    // An 80-bit float: its exponent is that of 4096, and the mantissa has 63 bits behind the point.
    out.putShort((short) (16383 + 12)).putLong((long) (rate / 4096 * 0x1p52) << 11);
    out.put(ascii("SSND")).putInt(8 + 2 * frames).putLong(0);
    for (int i = 0; i < frames; i++) {
      out.putShort((short) (i / 20 % 2 == 0 ? 9000 : -9000));
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
