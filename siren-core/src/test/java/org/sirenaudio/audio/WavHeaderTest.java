package org.sirenaudio.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sirenaudio.audio.SoundBytes.FLOAT;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.ascii;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.extensible;
import static org.sirenaudio.audio.SoundBytes.fmt;
import static org.sirenaudio.audio.SoundBytes.fmtBody;
import static org.sirenaudio.audio.SoundBytes.join;
import static org.sirenaudio.audio.SoundBytes.le;
import static org.sirenaudio.audio.SoundBytes.riff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavHeaderTest {

  private static byte[] header(int channels, Encoding encoding, int frames) {
    return WavHeader.bytes(WavFormat.of(48_000, channels, encoding), frames);
  }

  private static byte[] upToData(byte[] fmt, byte[] fact, int dataBytes) {
    byte[] whole = riff(fmt, fact, chunk("data", new byte[dataBytes]));
    return Arrays.copyOf(whole, whole.length - dataBytes - dataBytes % 2);
  }

  @Test
  void theHeaderIsPlainWhereTheStandardAllowsIt() {
    byte[] none = {};
    assertThat(header(2, Encoding.PCM_16, 3))
        .isEqualTo(upToData(fmt(PCM, 2, 48_000, 16), none, 12))
        .hasSize(44);
    byte[] fact = chunk("fact", le(4, 5));
    byte[] fmt = chunk("fmt ", join(fmtBody(FLOAT, 1, 48_000, 32), le(2, 0)));
    assertThat(header(1, Encoding.FLOAT, 5)).isEqualTo(upToData(fmt, fact, 20));
  }

  @Test
  void theHeaderIsExtensibleWhereTheStandardRequiresIt() {
    byte[] none = {};
    byte[] fact = chunk("fact", le(4, 5));
    byte[] six = extensible(FLOAT, 6, 48_000, 32, 32);
    assertThat(header(6, Encoding.FLOAT, 5)).isEqualTo(upToData(six, fact, 120));
    byte[] surround = extensible(PCM, 3, 48_000, 16, 16);
    assertThat(header(3, Encoding.PCM_16, 1)).isEqualTo(upToData(surround, none, 6));
    byte[] mono = extensible(PCM, 1, 48_000, 24, 24);
    mono[8 + 20] = 4;
    assertThat(header(1, Encoding.PCM_24, 1)).isEqualTo(upToData(mono, none, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "PCM_16, 1, 2147483629, false",
    "PCM_16, 1, 2147483630, true",
    "FLOAT, 2, 536870904, false",
    "FLOAT, 2, 536870912, true",
    "PCM_24, 64, 1000000000000, true"
  })
  void filesBeyond4GiBAreRf64(Encoding encoding, int channels, long frames, boolean large)
      throws IOException {
    WavFormat format = WavFormat.of(48_000, channels, encoding);
    byte[] header = WavHeader.bytes(format, frames);
    assertThat(Arrays.copyOf(header, 4)).isEqualTo(ascii(large ? "RF64" : "RIFF"));
    long length = header.length + frames * format.frameBytes();
    ByteSource in = ByteSource.beginningOf(new ByteArrayInputStream(header), "huge", length);
    try (AudioReader reader = AudioReader.of(in, ReadOptions.STRICT)) {
      assertThat(reader.frames()).isEqualTo(frames);
      assertThat(reader.channels()).isEqualTo(channels);
    }
    if (large) {
      assertThat(Arrays.copyOfRange(header, 20, 28)).isEqualTo(le(8, length - 8));
    }
  }
}
