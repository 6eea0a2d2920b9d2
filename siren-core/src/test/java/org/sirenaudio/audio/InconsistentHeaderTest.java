package org.sirenaudio.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.ascii;
import static org.sirenaudio.audio.SoundBytes.au;
import static org.sirenaudio.audio.SoundBytes.be;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.comm;
import static org.sirenaudio.audio.SoundBytes.extensible;
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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.MissingPartException;

/** Headers that contradict themselves or their file: read right, salvaged, or one line. */
class InconsistentHeaderTest {
  private static final int FRAMES = 40;
  private static final int[] VALUES = new Random(3).ints(2 * FRAMES, -9000, 9000).toArray();
  private static final byte[] LITTLE = ints(2, LITTLE_ENDIAN, VALUES);
  private static final byte[] BIG = ints(2, BIG_ENDIAN, VALUES);

  @TempDir private Path folder;

  private Clip file(byte[] bytes, Incomplete incomplete) throws IOException {
    Path path = Files.write(folder.resolve("sound"), bytes);
    ClipSource source = ClipSource.open(path, "sound", ReadOptions.of(incomplete));
    return source.slice(0, source.frames()).withMetadata(source.metadata());
  }

  private static Clip stream(byte[] bytes, Incomplete incomplete) throws IOException {
    return (Clip)
        ClipSource.read(new ByteArrayInputStream(bytes), "sound", ReadOptions.of(incomplete));
  }

  private static byte[] cut(byte[] whole, int bytes) {
    return Arrays.copyOf(whole, whole.length - bytes);
  }

  static Stream<Arguments> wholeFiles() {
    byte[] data = chunk("data", LITTLE);
    byte[] sizes = join(le(8, 0x50 + LITTLE.length), le(8, LITTLE.length), le(8, FRAMES), le(4, 0));
    return Stream.of(
        argumentSet("WAV", (Object) riff(fmt(PCM, 2, 8000, 16), data)),
        argumentSet(
            "WAV with 32 bit sizes open", (Object) riff(extensible(PCM, 2, 8000, 16, 16), data)),
        argumentSet(
            "RF64",
            (Object)
                join(
                    ascii("RF64"),
                    le(4, -1),
                    ascii("WAVE"),
                    chunk("ds64", sizes),
                    fmt(PCM, 2, 8000, 16),
                    ascii("data"),
                    le(4, -1),
                    LITTLE)),
        argumentSet("AIFF", (Object) form("AIFF", comm(2, FRAMES, 16, 8000, ""), ssnd(BIG))),
        argumentSet("AU", (Object) au(BIG.length, 3, 8000, 2, BIG)));
  }

  /** Ten and a half of the frames are gone. */
  @ParameterizedTest
  @MethodSource("wholeFiles")
  void aTruncatedFileIsRefusedOrSalvaged(byte[] whole) throws IOException {
    Clip all = file(whole, Incomplete.REFUSED);
    assertThat(all.frames()).isEqualTo(FRAMES);
    assertThat(file(whole, Incomplete.SALVAGED).metadata().missingFrames()).isZero();
    assertThat(stream(whole, Incomplete.SALVAGED).metadata().missingFrames()).isZero();
    byte[] part = cut(whole, 42);
    assertThatThrownBy(() -> file(part, Incomplete.REFUSED))
        .isInstanceOfSatisfying(BadDataException.class, e -> assertThat(e.isSalvageable()).isTrue())
        .message()
        .hasLineCount(1)
        .endsWith("incomplete, copy or export it again, or salvage the rest");
    assertThatThrownBy(() -> stream(part, Incomplete.REFUSED))
        .isInstanceOfSatisfying(
            BadDataException.class, e -> assertThat(e.isSalvageable()).isTrue());
    for (Clip clip : List.of(file(part, Incomplete.SALVAGED), stream(part, Incomplete.SALVAGED))) {
      assertThat(clip.frames()).isEqualTo(29);
      assertThat(clip.channel(1)).isEqualTo(Arrays.copyOf(all.channel(1), 29));
      assertThat(clip.metadata().missingFrames()).isEqualTo(11);
      assertThat(clip.metadata().remarks())
          .singleElement()
          .asString()
          .matches("sound: 11 of the 40 frames declared in its header are missing, .* s");
    }
  }

  /** A recorder that never came to write its sizes, or a writer to a pipe. */
  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFF_FFFFL})
  void openSizesAreReadToTheEnd(long size) throws IOException {
    byte[] wav =
        join(
            ascii("RIFF"),
            le(4, size),
            ascii("WAVE"),
            fmt(PCM, 2, 8000, 16),
            ascii("data"),
            le(4, size),
            LITTLE);
    byte[] aiff =
        join(
            ascii("FORM"),
            be(4, size),
            ascii("AIFF"),
            comm(2, 0, 16, 8000, ""),
            ascii("SSND"),
            be(4, size),
            be(8, 0),
            BIG);
    for (Incomplete incomplete : Incomplete.values()) {
      for (byte[] bytes : List.of(wav, aiff, au(size, 3, 8000, 2, BIG))) {
        for (Clip clip : List.of(file(bytes, incomplete), stream(bytes, incomplete))) {
          assertThat(clip.frames()).isEqualTo(FRAMES);
          assertThat(clip.metadata().missingFrames()).isZero();
        }
      }
    }
  }

  @Test
  void aHeaderWithZeroFramesIsRefusedOrSalvaged() throws IOException {
    byte[] wav = riff(fmt(PCM, 2, 8000, 16), chunk("data", LITTLE));
    int sizeAt = wav.length - LITTLE.length - 4;
    System.arraycopy(le(4, 0), 0, wav, sizeAt, 4);
    byte[] aiff = form("AIFF", comm(2, 0, 16, 8000, ""), ssnd(BIG));
    for (byte[] bytes : List.of(wav, aiff)) {
      assertThatThrownBy(() -> file(bytes, Incomplete.REFUSED))
          .isInstanceOfSatisfying(
              BadDataException.class, e -> assertThat(e.isSalvageable()).isTrue())
          .hasMessageContaining("0 frames");
      assertThat(file(bytes, Incomplete.SALVAGED).frames()).isEqualTo(FRAMES);
    }
  }

  static Stream<Arguments> contradictions() {
    byte[] data = chunk("data", LITTLE);
    byte[] align = fmt(PCM, 1, 8000, 16);
    align[20] = 4;
    byte[] narrow = fmt(PCM, 2, 8000, 16);
    narrow[20] = 2;
    byte[] unpacked = fmt(PCM, 2, 8000, 24);
    unpacked[20] = 8;
    return Stream.of(
        argumentSet("frames too wide", riff(align, data), "frames of 4 bytes for 1 channels of 16"),
        argumentSet("frames too narrow", riff(narrow, data), "frames of 2 bytes for 2 channels"),
        argumentSet("24 in 32 bits", riff(unpacked, data), "frames of 8 bytes for 2 channels"),
        argumentSet("no rate", riff(fmt(PCM, 1, 0, 16), data), "sample rate of 0 Hz"),
        argumentSet(
            "a rate of 10^9",
            riff(fmt(PCM, 1, 1_000_000_000, 16), data),
            "sample rate of 1000000000 Hz; 1 to 768000"),
        argumentSet("AU without rate", au(BIG.length, 3, 0, 2, BIG), "sample rate of 0 Hz"),
        argumentSet(
            "AIFF at 10^9",
            form("AIFF", comm(2, FRAMES, 16, 1e9, ""), ssnd(BIG)),
            "sample rate of 1000000000 Hz"),
        argumentSet(
            "raw of 16 bits",
            form("AIFC", comm(2, FRAMES, 16, 8000, "raw "), ssnd(BIG)),
            "'raw ' samples have 8 bits, not 16"),
        argumentSet("big-endian WAV", join(ascii("RIFX"), le(4, 36), ascii("WAVE")), "big-endian"),
        argumentSet("little-endian AU", join(ascii("dns."), new byte[24]), "little-endian AU"),
        argumentSet("MP3", join(id3(5, 0), new byte[] {-1, -5, 1, 2}, new byte[20]), ": is MP3"),
        argumentSet("MP3 without tag", join(new byte[] {-1, -14, 1}, new byte[20]), ": is MP3"),
        argumentSet("a tag alone", id3(9, 0), "holds an ID3 tag but no sound"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void contradictoryHeadersAreReported(byte[] bytes, String complaint) {
    for (Incomplete incomplete : Incomplete.values()) {
      assertThatThrownBy(() -> file(bytes, incomplete))
          .isInstanceOfAny(BadDataException.class, MissingPartException.class)
          .hasMessageContaining(complaint)
          .message()
          .hasLineCount(1);
    }
  }

  /** An ID3 tag of version 2.4: a size of seven bits a byte, and perhaps a footer. */
  private static byte[] id3(int bytes, int flags) {
    byte[] size = {0, 0, (byte) (bytes >> 7), (byte) (bytes & 0x7F)};
    byte[] footer = new byte[(flags & 0x10) == 0 ? 0 : 10];
    return join(ascii("ID3"), new byte[] {4, 0, (byte) flags}, size, new byte[bytes], footer);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200, 16_000})
  void anId3TagBeforeTheSoundIsSkipped(int bytes) throws IOException {
    byte[] wav = riff(fmt(PCM, 2, 8000, 16), chunk("data", LITTLE));
    byte[] aiff = form("AIFF", comm(2, FRAMES, 16, 8000, ""), ssnd(BIG));
    byte[] reversed = riff(chunk("data", LITTLE), fmt(PCM, 2, 8000, 16));
    for (byte[] sound : List.of(wav, aiff, au(0, 3, 8000, 2, BIG))) {
      for (int flags : new int[] {0, 0x10}) {
        byte[] tagged = join(id3(bytes, flags), sound);
        assertThat(file(tagged, Incomplete.REFUSED).channel(1))
            .isEqualTo(stream(tagged, Incomplete.REFUSED).channel(1))
            .isEqualTo(file(sound, Incomplete.REFUSED).channel(1));
      }
    }
    assertThat(file(join(id3(bytes, 0), reversed), Incomplete.REFUSED).frames()).isEqualTo(FRAMES);
  }

  static Stream<Arguments> harmlessContradictions() {
    byte[] data = chunk("data", LITTLE);
    byte[] rate = fmt(PCM, 2, 8000, 16);
    rate[17] = 77;
    byte[] many = extensible(PCM, 2, 8000, 16, 16);
    many[28] = 0x3F;
    return Stream.of(
        argumentSet(
            "bytes per second",
            riff(rate, data),
            "bytes per second do not match 8000 frames of 4 bytes"),
        argumentSet(
            "too many speakers",
            riff(many, data),
            "channel mask 0x3f names 6 speakers for 2 channels and is ignored"),
        argumentSet(
            "frames beyond the count",
            join(riff(fmt(PCM, 2, 8000, 16), data), new byte[] {1, -1, 1, -1, 1, -1, 1, -1}),
            "8 bytes after the declared sample data are ignored"),
        argumentSet(
            "AIFF with frames beyond the count",
            form("AIFF", comm(2, FRAMES - 3, 16, 8000, ""), ssnd(BIG)),
            "3 frames beyond the 37 declared in its header are ignored"));
  }

  @ParameterizedTest
  @MethodSource("harmlessContradictions")
  void harmlessContradictionsAreRemarked(byte[] bytes, String remark) throws IOException {
    Clip clip = file(bytes, Incomplete.REFUSED);
    assertThat(clip.channel(0)[1]).isEqualTo(VALUES[2] / 32768f);
    assertThat(clip.metadata().channelMask()).isEmpty();
    assertThat(clip.metadata().remarks())
        .singleElement()
        .asString()
        .startsWith("sound: ")
        .contains(remark);
  }

  /** A sparse file. */
  private Path sparse(byte[] header, long length) throws IOException {
    Path path = Files.write(folder.resolve("large"), header);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1}), length - 1);
    }
    return path;
  }

  private static byte[] header(long riff, long data, int bits) {
    return join(
        ascii("RIFF"),
        le(4, riff),
        ascii("WAVE"),
        fmt(PCM, 1, 8000, bits),
        ascii("data"),
        le(4, data));
  }

  @Test
  void sizesWrappedAt4GiBAreCorrected() throws IOException {
    long data = (1L << 32) + 1_000_000;
    Path path = sparse(header(data + 36, data, 16), data + 44);
    try (AudioReader reader = AudioReader.open(path)) {
      assertThat(reader.frames()).isEqualTo(data / 2);
    }
    Path torn = sparse(header(5000, 4964, 16), data + 44);
    assertThatThrownBy(() -> AudioReader.open(torn))
        .isInstanceOfSatisfying(BadDataException.class, e -> assertThat(e.isSalvageable()).isTrue())
        .hasMessageContaining("does not fit into 32 bits");
    try (AudioReader reader = AudioReader.open(torn, "torn", ReadOptions.of(Incomplete.SALVAGED))) {
      assertThat(reader.frames()).isEqualTo((4964 + (1L << 32)) / 2);
    }
  }

  @Test
  void moreFramesThanAClipHoldsAreReadOnlyInBlocks() throws IOException {
    long frames = 2_500_000_000L;
    Path path = sparse(header(frames + 36, frames, 8), frames + 44);
    assertThatThrownBy(() -> ClipSource.open(path))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("has 2500000000 frames but a clip holds at most 2147483639");
    try (AudioReader reader = AudioReader.open(path)) {
      assertThat(reader.frames()).isEqualTo(frames);
    }
  }

  /** Any header gives samples or a one-line error, salvaged or not. */
  @ParameterizedTest
  @MethodSource("wholeFiles")
  void randomHeadersGiveSamplesOrAOneLineError(byte[] whole) throws IOException {
    Random random = new Random(20);
    int header = whole.length - LITTLE.length;
    int read = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] mutated = Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(90));
      for (int k = random.nextInt(3); k >= 0; k--) {
        int at = random.nextInt(header - 3);
        switch (random.nextInt(4)) {
          case 0 -> mutated[at] = (byte) random.nextInt();
          case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
          case 2 -> System.arraycopy(le(4, random.nextInt()), 0, mutated, at, 4);
          default -> System.arraycopy(le(4, -random.nextInt(2)), 0, mutated, at, 4);
        }
      }
      for (Incomplete incomplete : Incomplete.values()) {
        for (boolean streamed : List.of(false, true)) {
          try {
            Clip clip =
                streamed
                    ? stream(mutated, incomplete)
                    : Clip.read(mutated, "sound", ReadOptions.of(incomplete));
            boolean kept =
                clip.frames() >= 1
                    && (long) clip.frames() * clip.channels() <= mutated.length
                    && clip.metadata().missingFrames() >= 0;
            assertThat(kept).as("%s", clip).isTrue();
            read++;
          } catch (MissingPartException e) {
            assertThat(e.getMessage()).hasLineCount(1);
          } catch (BadDataException e) {
            assertThat(e.getMessage()).startsWith("sound: ").hasLineCount(1);
          }
        }
      }
    }
    assertThat(read).isGreaterThan(300);
  }

  @Test
  void aConsistentHeaderHasNoRemarks() throws IOException {
    Clip clip = file(wav16(1, 8000, 5, -5), Incomplete.REFUSED);
    assertThat(clip.metadata()).isEqualTo(SoundMetadata.NONE);
  }
}
