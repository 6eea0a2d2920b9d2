package org.sirenaudio.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sirenaudio.audio.SoundBytes.FLOAT;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.ascii;
import static org.sirenaudio.audio.SoundBytes.au;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.comm;
import static org.sirenaudio.audio.SoundBytes.extensible;
import static org.sirenaudio.audio.SoundBytes.floats;
import static org.sirenaudio.audio.SoundBytes.fmt;
import static org.sirenaudio.audio.SoundBytes.form;
import static org.sirenaudio.audio.SoundBytes.ints;
import static org.sirenaudio.audio.SoundBytes.join;
import static org.sirenaudio.audio.SoundBytes.le;
import static org.sirenaudio.audio.SoundBytes.riff;
import static org.sirenaudio.audio.SoundBytes.ssnd;
import static org.sirenaudio.audio.SoundBytes.wav16;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.MissingPartException;

class BadSoundTest {
  private static final byte[] SOUND = ints(2, LITTLE_ENDIAN, 1, 2, 3, 4);

  @TempDir Path folder;

  private Clip file(byte[] bytes) throws IOException {
    return Clip.read(Files.write(folder.resolve("bad.wav"), bytes));
  }

  static Stream<Arguments> malformedFiles() {
    byte[] data = chunk("data", SOUND);
    byte[] mono = fmt(PCM, 1, 8000, 16);
    byte[] be = ints(2, BIG_ENDIAN, 1, 2);
    return Stream.of(
        Arguments.of(new byte[0], "is empty"),
        Arguments.of(ascii("Hello world, this is text.\n"), "it begins with 'Hello world,'"),
        Arguments.of(ascii("\u0000\u001b[31m"), "it begins with '??[31m'"),
        Arguments.of(ascii("fLaC rest of a file"), ": is FLAC, "),
        Arguments.of(ascii("RIFF....AVI LIST"), "it begins with 'RIFF....AVI '"),
        Arguments.of(riff(mono, chunk("data", new byte[0])), "0 frames"),
        Arguments.of(riff(mono, chunk("data", new byte[1])), "0 frames"),
        Arguments.of(riff(mono), "no 'data' chunk"),
        Arguments.of(riff(data), "no 'fmt ' chunk"),
        Arguments.of(riff(fmt(PCM, 0, 8000, 16), data), "0 channels"),
        Arguments.of(riff(fmt(PCM, 65, 8000, 16), data), "65 channels"),
        Arguments.of(riff(fmt(PCM, 1, 0, 16), data), "sample rate of 0 Hz"),
        Arguments.of(riff(fmt(PCM, 1, 768001, 16), data), "sample rate of 768001 Hz"),
        Arguments.of(riff(fmt(PCM, 1, -1, 16), data), "sample rate of 4294967295 Hz"),
        Arguments.of(riff(fmt(0x55, 1, 8000, 16), data), "format tag 85 (MP3)"),
        Arguments.of(riff(fmt(0x7777, 1, 8000, 16), data), "format tag 30583 is not supported"),
        Arguments.of(riff(extensible(0x50, 1, 8000, 16, 16), data), "format tag 80 (MPEG)"),
        Arguments.of(
            riff(chunk("fmt ", SoundBytes.fmtBody(0xFFFE, 1, 8000, 16)), data), "too short"),
        Arguments.of(riff(fmt(PCM, 1, 8000, 64), data), "integer samples of 64 bits"),
        Arguments.of(riff(fmt(PCM, 1, 8000, 0), data), "inconsistent header"),
        Arguments.of(riff(fmt(FLOAT, 1, 8000, 16), data), "float samples of 16 bits"),
        Arguments.of(riff(chunk("fmt ", new byte[8]), data), "needs at least 16"),
        Arguments.of(
            riff(mono, ascii("data"), le(4, 9), SOUND),
            "claims 9 bytes of sound but the file has only 8"),
        Arguments.of(riff(mono, ascii("data"), le(4, -1), SOUND), "claims 4294967295 bytes"),
        Arguments.of(
            riff(mono, ascii("LIST"), le(4, 1 << 20), SOUND), "chunk 'LIST' claims 1048576 bytes"),
        Arguments.of(form("AIFF", comm(1, 3, 16, 8000, ""), ssnd(be)), "claims 3 frames"),
        Arguments.of(form("AIFF", comm(1, 0, 16, 8000, ""), ssnd(be)), "0 frames"),
        Arguments.of(form("AIFF", comm(1, 2, 33, 8000, ""), ssnd(be)), "33-bit samples"),
        Arguments.of(form("AIFF", comm(1, 2, 16, 0.5, ""), ssnd(be)), "sample rate of 0.5 Hz"),
        Arguments.of(
            form("AIFF", comm(1, 2, 16, Double.POSITIVE_INFINITY, ""), ssnd(be)),
            "sample rate of "),
        Arguments.of(form("AIFC", comm(1, 2, 16, 8000, "ima4"), ssnd(be)), "compression 'ima4'"),
        Arguments.of(form("AIFC", comm(1, 2, 16, 8000, ""), ssnd(be)), "needs at least 22"),
        Arguments.of(form("AIFF", ssnd(be)), "no 'COMM' chunk"),
        Arguments.of(au(5, 3, 8000, 1, be), "claims 5 bytes of sound"),
        Arguments.of(au(4, 23, 8000, 1, be), "encoding 23 (G.721 ADPCM)"),
        Arguments.of(au(4, 3, 8000, 1 << 30, be), "1073741824 channels"),
        Arguments.of(au(4, 3, -5, 1, be), "sample rate of 4294967291 Hz"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("malformedFiles")
  void malformedFilesAreReportedInOneLine(byte[] bytes, String part) {
    Path name = folder.resolve("bad.wav");
    assertThatThrownBy(() -> file(bytes))
        .isInstanceOfAny(BadDataException.class, MissingPartException.class)
        .message()
        .startsWith(name + ": ")
        .contains(part)
        .hasLineCount(1);
  }

  @Test
  void aNonFiniteSampleIsReportedWithItsPosition() {
    double[] values = new double[2 * 70_000];
    values[2 * 65_537 + 1] = Double.NaN;
    byte[] nan = riff(fmt(FLOAT, 2, 8000, 32), chunk("data", floats(4, LITTLE_ENDIAN, values)));
    assertThatThrownBy(() -> file(nan))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("channel 1, frame 65537");
    assertThatThrownBy(() -> Clip.read(new ByteArrayInputStream(nan), "stdin"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("stdin: sample of channel 1, frame 65537");
    for (double bad : new double[] {Double.NEGATIVE_INFINITY, 1e300}) {
      byte[] wide = riff(fmt(FLOAT, 1, 8000, 64), chunk("data", floats(8, LITTLE_ENDIAN, 0, bad)));
      assertThatThrownBy(() -> file(wide))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("channel 0, frame 1");
    }
  }

  @Test
  void aFormatWithoutItsCodecNamesTheModuleToAdd() {
    assertThatThrownBy(() -> file(ascii("fLaC rest of a file")))
        .isInstanceOf(MissingPartException.class)
        .hasMessageContaining(": is FLAC, ")
        .hasMessageContaining("add the module siren-codecs");
  }

  @Test
  void aMissingFileAndAFolderAreReported() {
    assertThatThrownBy(() -> Clip.read(folder.resolve("none.wav")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Clip.read(folder))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is a folder");
  }

  static Stream<byte[]> whole() {
    byte[] be = ints(2, BIG_ENDIAN, 1, 2, 3, 4);
    byte[] sizes = join(le(8, 0x50), le(8, SOUND.length), le(8, 2), le(4, 0));
    return Stream.of(
        wav16(2, 8000, 1, 2, 3, 4),
        riff(extensible(PCM, 2, 8000, 16, 16), chunk("LIST", new byte[3]), chunk("data", SOUND)),
        riff(chunk("data", SOUND), fmt(PCM, 2, 8000, 16)),
        join(
            ascii("RF64"),
            le(4, -1),
            ascii("WAVE"),
            chunk("ds64", sizes),
            fmt(PCM, 2, 8000, 16),
            ascii("data"),
            le(4, -1),
            SOUND),
        form("AIFF", comm(2, 2, 16, 8000, ""), ssnd(be)),
        form("AIFC", ssnd(be), comm(2, 2, 16, 8000, "NONE")),
        au(8, 3, 8000, 2, be));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void everyTruncationIsReported(byte[] bytes) throws IOException {
    assertThat(file(bytes).frames()).isEqualTo(2);
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      String what = "first " + length + " bytes";
      assertThatThrownBy(() -> file(part)).as(what).isInstanceOf(BadDataException.class);
      assertThatThrownBy(() -> Clip.read(new ByteArrayInputStream(part), "stdin"))
          .as(what)
          .isInstanceOf(BadDataException.class);
    }
  }

  /**
   * Whatever the bytes are, the answer is a clip that keeps its promises, or a complaint of one
   * line.
   */
  @ParameterizedTest
  @MethodSource("whole")
  void mutatedFilesGiveAClipOrAOneLineError(byte[] bytes) throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 400; round++) {
      byte[] mutated = Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(8));
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = random.nextInt(mutated.length);
        mutated[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) -random.nextInt(2);
      }
      Path path = Files.write(folder.resolve("mutated"), mutated);
      for (boolean stream : List.of(false, true)) {
        try {
          Clip clip =
              stream ? Clip.read(new ByteArrayInputStream(mutated), "stdin") : Clip.read(path);
          boolean kept =
              clip.sampleRate() >= 1
                  && clip.sampleRate() <= 768_000
                  && clip.channels() <= 64
                  && clip.frames() >= 1
                  && clip.frames() <= mutated.length;
          assertThat(kept).as("%s", clip).isTrue();
        } catch (BadDataException e) {
          assertThat(e.getMessage()).hasLineCount(1);
        }
      }
    }
  }

  @Test
  void aStreamThatEndsEarlyIsReported() {
    byte[] bytes = wav16(1, 8000, 1, 2, 3, 4);
    byte[] part = Arrays.copyOf(bytes, bytes.length - 3);
    assertThatThrownBy(() -> Clip.read(new ByteArrayInputStream(part), "stdin"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("stdin: ends after 2 of 4 frames");
  }

  @Test
  void aStreamWithSoundBeforeItsFormatIsRefused() {
    byte[] bytes = riff(chunk("data", SOUND), fmt(PCM, 1, 8000, 16));
    assertThatThrownBy(() -> Clip.read(new ByteArrayInputStream(bytes), "stdin"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("save the stream to a file");
  }
}
