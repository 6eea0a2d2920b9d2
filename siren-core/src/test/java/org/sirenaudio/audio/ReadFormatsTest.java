package org.sirenaudio.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sirenaudio.audio.SoundBytes.FLOAT;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.ascii;
import static org.sirenaudio.audio.SoundBytes.au;
import static org.sirenaudio.audio.SoundBytes.be;
import static org.sirenaudio.audio.SoundBytes.beChunk;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.chunkNoPad;
import static org.sirenaudio.audio.SoundBytes.comm;
import static org.sirenaudio.audio.SoundBytes.extensible;
import static org.sirenaudio.audio.SoundBytes.floats;
import static org.sirenaudio.audio.SoundBytes.fmt;
import static org.sirenaudio.audio.SoundBytes.form;
import static org.sirenaudio.audio.SoundBytes.ints;
import static org.sirenaudio.audio.SoundBytes.join;
import static org.sirenaudio.audio.SoundBytes.le;
import static org.sirenaudio.audio.SoundBytes.randomInts;
import static org.sirenaudio.audio.SoundBytes.riff;
import static org.sirenaudio.audio.SoundBytes.ssnd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadFormatsTest {
  private static final byte[] TWO = ints(2, LITTLE_ENDIAN, 100, -200);
  private static final float[] TWO_READ = {100 / 32768f, -200 / 32768f};

  @TempDir Path folder;

  private Clip file(byte[] bytes) throws IOException {
    return Clip.read(Files.write(folder.resolve("sound"), bytes));
  }

  private static Clip stream(byte[] bytes) throws IOException {
    return Clip.read(new ByteArrayInputStream(bytes), "stdin");
  }

  static Stream<Arguments> typedSamples() {
    byte[] four = ints(4, LITTLE_ENDIAN, 1 << 30, -1 << 30, Integer.MIN_VALUE, 0);
    float[] fourRead = {0.5f, -0.5f, -1, 0};
    return Stream.of(
        Arguments.of(
            riff(fmt(PCM, 1, 8000, 8), chunk("data", new byte[] {0, (byte) 128, (byte) 192, 127})),
            new float[] {-1, 0, 0.5f, -1 / 128f}),
        Arguments.of(
            riff(fmt(PCM, 1, 8000, 16), chunk("data", ints(2, LITTLE_ENDIAN, 32767, -32768, 1))),
            new float[] {32767 / 32768f, -1, 1 / 32768f}),
        Arguments.of(
            riff(fmt(PCM, 1, 8000, 12), chunk("data", ints(2, LITTLE_ENDIAN, 0x7FF0, -16))),
            new float[] {0x7FF0 / 32768f, -16 / 32768f}),
        Arguments.of(
            riff(
                fmt(PCM, 1, 8000, 24),
                chunk("data", ints(3, LITTLE_ENDIAN, 0x7FFFFF, -0x800000, -1))),
            new float[] {0x7FFFFF / 8388608f, -1, -1 / 8388608f}),
        Arguments.of(riff(fmt(PCM, 1, 8000, 32), chunk("data", four)), fourRead),
        Arguments.of(riff(extensible(PCM, 1, 8000, 32, 24), chunk("data", four)), fourRead),
        Arguments.of(
            riff(
                extensible(FLOAT, 1, 8000, 32, 32),
                chunk("data", floats(4, LITTLE_ENDIAN, 1.5, -7))),
            new float[] {1.5f, -7}),
        Arguments.of(
            riff(
                fmt(FLOAT, 1, 8000, 32),
                chunk("data", floats(4, LITTLE_ENDIAN, 0.1, -2, Float.MIN_VALUE))),
            new float[] {0.1f, -2, Float.MIN_VALUE}),
        Arguments.of(
            riff(fmt(FLOAT, 1, 8000, 64), chunk("data", floats(8, LITTLE_ENDIAN, 0.1, -2, 1e-300))),
            new float[] {0.1f, -2, 0}),
        Arguments.of(
            riff(fmt(7, 1, 8000, 8), chunk("data", new byte[] {0, (byte) 0x80, -1, 0x7F, 0x65})),
            new float[] {-32124 / 32768f, 32124 / 32768f, 0, 0, -292 / 32768f}),
        Arguments.of(
            riff(
                fmt(6, 1, 8000, 8),
                chunk("data", new byte[] {(byte) 0xAA, 0x2A, (byte) 0xD5, 0x55})),
            new float[] {32256 / 32768f, -32256 / 32768f, 8 / 32768f, -8 / 32768f}),
        Arguments.of(
            form("AIFF", comm(1, 2, 8, 8000, ""), ssnd(new byte[] {-128, 64})),
            new float[] {-1, 0.5f}),
        Arguments.of(
            form("AIFF", comm(1, 2, 12, 8000, ""), ssnd(ints(2, BIG_ENDIAN, 16384, -1))),
            new float[] {0.5f, -1 / 32768f}),
        Arguments.of(
            form("AIFC", comm(1, 2, 24, 8000, "NONE"), ssnd(ints(3, BIG_ENDIAN, 1 << 22, -1))),
            new float[] {0.5f, -1 / 8388608f}),
        Arguments.of(
            form(
                "AIFC", comm(1, 2, 32, 8000, "in32"), ssnd(ints(4, BIG_ENDIAN, 1 << 30, -1 << 30))),
            new float[] {0.5f, -0.5f}),
        Arguments.of(form("AIFC", comm(1, 2, 16, 8000, "sowt"), ssnd(TWO)), TWO_READ),
        Arguments.of(
            form("AIFC", comm(1, 2, 8, 8000, "raw "), ssnd(new byte[] {0, -64})),
            new float[] {-1, 0.5f}),
        Arguments.of(
            form("AIFC", comm(1, 2, 32, 8000, "fl32"), ssnd(floats(4, BIG_ENDIAN, 0.1, -3))),
            new float[] {0.1f, -3}),
        Arguments.of(
            form("AIFC", comm(1, 2, 64, 8000, "FL64"), ssnd(floats(8, BIG_ENDIAN, 0.1, -3))),
            new float[] {0.1f, -3}),
        Arguments.of(au(4, 3, 8000, 1, ints(2, BIG_ENDIAN, 100, -200)), TWO_READ),
        Arguments.of(au(2, 2, 8000, 1, new byte[] {-128, 64}), new float[] {-1, 0.5f}),
        Arguments.of(
            au(2, 27, 8000, 1, new byte[] {(byte) 0xAA, 0x2A}),
            new float[] {32256 / 32768f, -32256 / 32768f}),
        Arguments.of(au(16, 7, 8000, 1, floats(8, BIG_ENDIAN, 0.1, -3)), new float[] {0.1f, -3}));
  }

  @ParameterizedTest
  @MethodSource("typedSamples")
  void samplesOfEveryTypeAreExact(byte[] bytes, float[] expected) throws IOException {
    for (Clip clip : List.of(file(bytes), stream(bytes))) {
      assertThat(clip.channel(0)).containsExactly(expected);
      assertThat(clip.sampleRate()).isEqualTo(8000);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,7,44100", "3,1000,768000", "64,33,48000", "6,20000,192000"})
  void everyChannelCountAndSampleSizeIsRead(int channels, int frames, int rate) throws IOException {
    Random random = new Random(channels * 31L + frames);
    for (int bytes = 2; bytes <= 4; bytes++) {
      int[] values = randomInts(random, Math.min(31, 8 * bytes), channels * frames);
      byte[] wav =
          riff(
              fmt(PCM, channels, rate, 8 * bytes),
              chunk("data", ints(bytes, LITTLE_ENDIAN, values)));
      byte[] aiff =
          form(
              "AIFF",
              ssnd(ints(bytes, BIG_ENDIAN, values)),
              comm(channels, frames, 8 * bytes, rate, ""));
      for (Clip clip : List.of(file(wav), stream(wav), file(aiff))) {
        assertThat(clip.channels()).isEqualTo(channels);
        assertThat(clip.frames()).isEqualTo(frames);
        assertThat(clip.sampleRate()).isEqualTo(rate);
        for (int i = 0; i < values.length; i++) {
          float expected = (float) (values[i] / (double) (1L << (8 * bytes - 1)));
          if (clip.channel(i % channels)[i / channels] != expected) {
            assertThat(clip.channel(i % channels)[i / channels])
                .as("sample %d", i)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  static Stream<Arguments> chunkOrders() {
    byte[] odd = {1, 2, 3};
    byte[] fmt = fmt(PCM, 1, 16000, 16);
    byte[] data = chunk("data", TWO);
    return Stream.of(
        Arguments.of("odd chunk with pad", riff(chunk("LIST", odd), fmt, data), true),
        Arguments.of("odd chunk without pad", riff(chunkNoPad("LIST", odd), fmt, data), true),
        Arguments.of(
            "pad that is not zero", riff(chunkNoPad("junk", odd), ascii("x"), fmt, data), true),
        Arguments.of(
            "odd after fmt", riff(fmt, chunk("abcd", odd), chunkNoPad("efgh", odd), data), true),
        Arguments.of("chunk after data", riff(fmt, data, chunk("LIST", odd)), true),
        Arguments.of("rubbish after data", riff(fmt, data, new byte[] {9, 9, 9}), true),
        Arguments.of("data first", riff(data, chunk("LIST", odd), fmt), false),
        Arguments.of(
            "long fmt",
            riff(chunk("fmt ", join(SoundBytes.fmtBody(PCM, 1, 16000, 16), new byte[33])), data),
            true),
        Arguments.of(
            "AIFF with odd chunks",
            form(
                "AIFF",
                beChunk("NAME", odd),
                comm(1, 2, 16, 16000, ""),
                join(ascii("ANNO"), be(4, 3), odd),
                ssnd(ints(2, BIG_ENDIAN, 100, -200))),
            true),
        Arguments.of(
            "AIFF with offset",
            form(
                "AIFF",
                comm(1, 2, 16, 16000, ""),
                beChunk(
                    "SSND", join(be(4, 4), be(4, 0), new byte[4], ints(2, BIG_ENDIAN, 100, -200)))),
            true),
        Arguments.of(
            "AIFF with more sound than frames",
            form("AIFF", comm(1, 2, 16, 16000, ""), ssnd(ints(2, BIG_ENDIAN, 100, -200, 300))),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chunkOrders")
  void chunksMayComeInAnyOrder(String what, byte[] bytes, boolean streams) throws IOException {
    assertThat(file(bytes).channel(0)).containsExactly(TWO_READ);
    if (streams) {
      assertThat(stream(bytes).channel(0)).containsExactly(TWO_READ);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0xFFFFFFFF,0xFFFFFFFF",
    "0,0",
    "0x24,0",
    "0x7FFFF024,0x7FFFF000",
    "0x80000024,0x80000000"
  })
  void openSizesOfAStreamingWriterAreRead(String riffSize, String dataSize) throws IOException {
    byte[] bytes =
        join(
            ascii("RIFF"),
            le(4, Long.decode(riffSize)),
            ascii("WAVE"),
            fmt(PCM, 1, 16000, 16),
            ascii("data"),
            le(4, Long.decode(dataSize)),
            TWO,
            new byte[1]);
    assertThat(file(bytes).channel(0)).containsExactly(TWO_READ);
    assertThat(stream(bytes).channel(0)).containsExactly(TWO_READ);
    try (AudioReader reader = AudioReader.of(new ByteArrayInputStream(bytes), "stdin")) {
      assertThat(reader.frames()).isEqualTo(-1);
    }
  }

  @Test
  void openSizesOfAuAndAiffAreRead() throws IOException {
    byte[] sound = ints(2, BIG_ENDIAN, 100, -200);
    byte[] au = au(0xFFFF_FFFFL, 3, 16000, 1, sound);
    byte[] aiff =
        join(
            ascii("FORM"),
            be(4, 0),
            ascii("AIFF"),
            comm(1, 0, 16, 16000, ""),
            ascii("SSND"),
            be(4, 0),
            be(8, 0),
            sound);
    for (byte[] bytes : List.of(au, aiff)) {
      assertThat(file(bytes).channel(0)).containsExactly(TWO_READ);
      assertThat(stream(bytes).channel(0)).containsExactly(TWO_READ);
    }
  }

  @ParameterizedTest
  @CsvSource({"RF64", "BW64"})
  void rf64AndBw64SizesAreRead(String id) throws IOException {
    for (long size : new long[] {TWO.length, 0, -1}) {
      byte[] sizes = join(le(8, size <= 0 ? size : 0x60), le(8, size), le(8, 2), le(4, 0));
      byte[] bytes =
          join(
              ascii(id),
              le(4, -1),
              ascii("WAVE"),
              chunk("ds64", sizes),
              fmt(PCM, 1, 16000, 16),
              ascii("data"),
              le(4, -1),
              TWO);
      assertThat(file(bytes).channel(0)).containsExactly(TWO_READ);
      assertThat(stream(bytes).channel(0)).containsExactly(TWO_READ);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "44100", "22254.545454545456", "768000", "1.5", "47999.999999"})
  void aiffRatesMayBeFractional(double rate) throws IOException {
    byte[] bytes = form("AIFF", comm(1, 1, 16, rate, ""), ssnd(new byte[2]));
    assertThat(file(bytes).sampleRate()).isEqualTo(rate);
  }

  @Test
  void blocksOfAnySizeGiveTheSameSound() throws IOException {
    int[] values = randomInts(new Random(5), 24, 3 * 50_000);
    byte[] bytes = riff(fmt(PCM, 3, 16000, 24), chunk("data", ints(3, LITTLE_ENDIAN, values)));
    Clip whole = file(bytes);
    for (int size : new int[] {1000, 7281, 7282, 49_999, 60_000}) {
      float[][] block = new float[3][size + 2];
      try (AudioReader reader = AudioReader.open(folder.resolve("sound"))) {
        assertThat(reader.frames()).isEqualTo(50_000);
        long at = 0;
        for (int got = size; got == size; at += got) {
          got = reader.read(block, 1, size);
          for (int c = 0; c < 3; c++) {
            int end = 1 + got;
            assertThat(
                    Arrays.mismatch(block[c], 1, end, whole.channel(c), (int) at, (int) at + got))
                .isEqualTo(-1);
          }
        }
        assertThat(at).isEqualTo(50_000).isEqualTo(reader.position());
        assertThat(reader.read(block, 0, 1)).isZero();
      }
    }
  }
}
