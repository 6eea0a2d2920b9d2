package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.ascii;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.extensible;
import static org.sirenaudio.audio.SoundBytes.fmt;
import static org.sirenaudio.audio.SoundBytes.ints;
import static org.sirenaudio.audio.SoundBytes.join;
import static org.sirenaudio.audio.SoundBytes.le;
import static org.sirenaudio.audio.SoundBytes.riff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;

/** Channel mask and chunks of a WAV file, into a model's metadata and out into another file. */
class WavChunksTest {
  private static final int FRAMES = 1000;
  private static final byte[] DATA = chunk("data", ints(2, LITTLE_ENDIAN, new int[FRAMES]));
  private static final byte[] INFO =
      chunk(
          "LIST",
          join(ascii("INFO"), chunk("INAM", ascii("A title\0")), chunk("IART", ascii("Me\0"))));
  private static final int REFERENCE_AT = 338;

  private static byte[] bext(long reference) {
    byte[] body = new byte[602 + 5];
    System.arraycopy(le(8, reference), 0, body, REFERENCE_AT, 8);
    body[0] = 'D';
    body[606] = 'h';
    return chunk("bext", body);
  }

  private static byte[] cue(int... frames) {
    byte[][] points = new byte[frames.length][];
    for (int i = 0; i < frames.length; i++) {
      points[i] = join(le(4, i + 1), le(4, frames[i]), ascii("data"), le(8, 0), le(4, frames[i]));
    }
    return chunk("cue ", join(le(4, frames.length), join(points)));
  }

  private static byte[] label(int id, String text) {
    return chunk("labl", join(le(4, id), ascii(text + "\0")));
  }

  private static byte[] length(int id, int frames) {
    return chunk("ltxt", join(le(4, id), le(4, frames), ascii("rgn "), le(8, 0)));
  }

  private static byte[] adtl(byte[]... items) {
    return chunk("LIST", join(ascii("adtl"), join(items)));
  }

  private static byte[] ixml(String text) {
    return chunk("iXML", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Clip read(byte[] bytes) throws IOException {
    return Clip.read(bytes, "sound");
  }

  private static byte[] written(Clip clip, Encoding encoding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    clip.write(out, encoding);
    return out.toByteArray();
  }

  private static boolean holds(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void chunksBeforeAndAfterTheSoundAreKept(boolean behind) throws IOException {
    List<byte[]> chunks =
        List.of(
            bext(5),
            INFO,
            cue(10, 999),
            adtl(label(1, "a"), length(2, 1), label(2, "bc")),
            ixml("<BWFXML>é</BWFXML>"));
    byte[] all = join(chunks.toArray(byte[][]::new));
    byte[] format = fmt(PCM, 1, 8000, 16);
    byte[] wav = behind ? riff(format, DATA, all) : riff(format, all, DATA);
    Clip streamed = (Clip) ClipSource.read(new ByteArrayInputStream(wav), "sound");
    for (Clip clip : List.of(read(wav), streamed)) {
      SoundMetadata metadata = clip.metadata();
      assertThat(metadata.remarks()).isEmpty();
      assertThat(metadata.chunks().sizes().keySet())
          .containsExactly("bext", "iXML", "INFO", "cue", "adtl");
      Map<String, String> entries = metadata.entries();
      assertThat(entries.keySet()).allMatch(SoundMetadata::isEntry);
      SoundMetadata again = SoundMetadata.of(entries);
      byte[] rewritten = written(clip.withMetadata(again), Encoding.PCM_16);
      chunks.forEach(each -> assertThat(holds(rewritten, each)).isTrue());
      assertThat(read(rewritten).metadata().entries()).isEqualTo(entries);
    }
  }

  @Test
  void cuePointsLabelsAndTimesMoveWithTheSamples() throws IOException {
    String xml =
        "<FILE_SAMPLE_RATE>8000</FILE_SAMPLE_RATE><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>1"
            + "</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>7"
            + "</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO><NOTE>ü</NOTE>";
    Clip clip =
        read(
            riff(
                fmt(PCM, 1, 8000, 16),
                bext(123_456_789_012L),
                ixml(xml),
                cue(99, 100, 399, 400, 1000),
                adtl(
                    label(1, "out"),
                    label(2, "first"),
                    length(3, 500),
                    label(3, "last"),
                    label(4, "out")),
                DATA));
    // Frames 100 to 399 at three times the rate.
    SoundMetadata part = clip.metadata().placed(3, 300, 900, 3000);
    byte[] wav = written(clip.withMetadata(part), Encoding.FLOAT);
    byte[] points =
        join(
            le(4, 2),
            join(le(4, 2), le(4, 0), ascii("data"), le(8, 0), le(4, 0)),
            join(le(4, 3), le(4, 897), ascii("data"), le(8, 0), le(4, 897)));
    assertThat(holds(wav, chunk("cue ", points))).isTrue();
    assertThat(holds(wav, adtl(label(2, "first"), length(3, 2), label(3, "last")))).isTrue();
    assertThat(holds(wav, bext(3 * 123_456_789_012L + 300))).isTrue();
    String moved =
        xml.replace(">8000<", ">24000<").replace("HI>1<", "HI>3<").replace("LO>7<", "LO>321<");
    assertThat(holds(wav, ixml(moved))).isTrue();
    // A cue point at the end stays where the end does; half a rate rounds.
    SoundMetadata whole = clip.metadata().placed(0.5, 0, 500, 500);
    ByteBuffer cues = body(written(clip.withMetadata(whole), Encoding.FLOAT), "cue ");
    assertThat(List.of(cues.getInt(0), cues.getInt(4 + 20), cues.getInt(4 + 4 * 24 + 20)))
        .containsExactly(5, 50, 500);
    SoundMetadata nothing = clip.metadata().placed(1, 500, 100, 1000);
    assertThat(nothing.chunks().sizes().keySet()).containsExactly("bext", "iXML");
  }

  private static ByteBuffer body(byte[] wav, String id) {
    String text = new String(wav, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(id) + 8;
    return ByteBuffer.wrap(wav, at, wav.length - at).slice().order(LITTLE_ENDIAN);
  }

  @Test
  void oversizedAndDamagedChunksAreDropped() throws IOException {
    byte[] large = ixml("x".repeat(65_000));
    byte[] damaged = chunk("cue ", join(le(4, 9), new byte[24]));
    Clip clip =
        read(
            riff(
                fmt(PCM, 1, 8000, 16),
                large,
                bext(1),
                damaged,
                chunk("LIST", join(ascii("adtl"), ascii("labl"), le(4, 99))),
                INFO,
                INFO,
                chunk("junk", new byte[9]),
                DATA));
    assertThat(clip.metadata().chunks().sizes()).containsOnlyKeys("iXML", "INFO");
    assertThat(clip.metadata().remarks())
        .containsExactly(
            "sound: chunk 'bext' of 607 bytes is dropped: metadata chunks are limited to 65536"
                + " bytes in total",
            "sound: chunk 'cue' is damaged and dropped",
            "sound: chunk 'adtl' is damaged and dropped",
            "sound: a second chunk 'INFO' is dropped");
  }

  @ParameterizedTest
  @CsvSource({"6, 0x60F", "6, 0x3F", "2, 0x3", "2, 0x600", "1, 0x4", "1, 0x8", "2, 0", "4, 0x33"})
  void theChannelMaskIsKept(int channels, String hex) throws IOException {
    long mask = Long.decode(hex);
    byte[] format = extensible(PCM, channels, 8000, 16, 16);
    System.arraycopy(le(4, mask), 0, format, 8 + 20, 4);
    Clip clip = read(riff(format, chunk("data", new byte[2 * channels * 5])));
    assertThat(clip.metadata().channelMask()).isEqualTo(OptionalLong.of(mask));
    assertThat(clip.metadata().entries()).containsEntry("channel_mask", Long.toString(mask));
    SoundMetadata stored = SoundMetadata.of(clip.metadata().entries());
    for (Encoding encoding : Encoding.values()) {
      Clip again = read(written(clip.withMetadata(stored.placed(2, 0, 10, 10)), encoding));
      long usual = again.metadata().channelMask().orElse(channels == 1 ? 4 : 3);
      assertThat(usual).as("%s", encoding).isEqualTo(mask);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "channel_mask, x",
    "channel_mask, -1",
    "channel_mask, 4294967296",
    "wav_chunk.bext, ***",
    "wav_chunk.bext, AAAA",
    "wav_chunk.cue, /////w==",
    "wav_chunk.smpl, AAAA"
  })
  void malformedMetadataIsRefused(String key, String value) {
    assertThatThrownBy(() -> SoundMetadata.of(Map.of(key, value)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(key)
        .message()
        .hasLineCount(1);
  }

  @Test
  void randomChunksAreKeptOrDropped() throws IOException {
    byte[] whole =
        riff(
            fmt(PCM, 1, 8000, 16),
            bext(77),
            cue(1, 500, 999),
            adtl(label(1, "one"), length(2, 3), label(3, "three")),
            INFO,
            chunk("data", new byte[2 * FRAMES]),
            ixml("<FILE_SAMPLE_RATE>8000</FILE_SAMPLE_RATE>"));
    Random random = new Random(9);
    int sound = whole.length - 2 * FRAMES - 60;
    for (int round = 0; round < 2000; round++) {
      byte[] mutated = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = 36 + random.nextInt(sound - 36);
        mutated[at] = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
      }
      try {
        SoundMetadata kept = read(mutated).metadata();
        assertThat(SoundMetadata.of(kept.entries()).entries()).isEqualTo(kept.entries());
        SoundMetadata part = kept.placed(random.nextDouble(4), random.nextInt(100), 500, 2000);
        assertThat(SoundMetadata.of(part.entries()).entries()).isEqualTo(part.entries());
      } catch (BadDataException e) {
        assertThat(e.getMessage()).startsWith("sound: ").hasLineCount(1);
      }
    }
  }
}
