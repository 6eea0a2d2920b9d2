package org.sirenaudio.codecs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.Incomplete;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;

class UntrustedFilesTest {

  @TempDir Path folder;

  private Path made(String name, String... words) throws IOException, InterruptedException {
    Media media = new Media(folder);
    String source = media.source(2, 44_100, Encoding.PCM_16).toString();
    String[] all = new String[words.length + 3];
    all[0] = "-i";
    all[1] = source;
    System.arraycopy(words, 0, all, 2, words.length);
    all[all.length - 1] = name;
    media.ffmpeg(all);
    return folder.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello, sound!\n",
        "<!DOCTYPE html><html><body>no sound</body></html>",
        "\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000\u0001",
        "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR",
        "%PDF-1.7\n",
        "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n",
        "ffconcat version 1.0\nfile /etc/passwd\n"
      })
  void filesThatAreNotSoundAreRefused(String text) throws IOException {
    byte[] bytes = Arrays.copyOf(text.getBytes(ISO_8859_1), 3000);
    Path file = Files.write(folder.resolve("song.mp3"), bytes);
    assertThatThrownBy(() -> Clip.read(file))
        .isInstanceOf(BadDataException.class)
        .message()
        .startsWith(file + ": is not a supported sound file (it begins with '")
        .hasLineCount(1);
  }

  @Test
  void randomBytesAreRefused() throws IOException {
    byte[] noise = new byte[200_000];
    new Random(3).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise"), noise);
    assertThatThrownBy(() -> Clip.read(file)).isInstanceOf(BadDataException.class);
  }

  @Test
  void aTruncatedFileIsRefusedOrSalvaged() throws IOException, InterruptedException {
    for (String name : new String[] {"x.flac", "x.w64"}) {
      Path whole = made(name);
      byte[] bytes = Files.readAllBytes(whole);
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> Clip.read(cut))
          .isInstanceOfSatisfying(
              BadDataException.class, e -> assertThat(e.isSalvageable()).isTrue())
          .message()
          .startsWith(cut + ": ")
          .hasLineCount(1);
      Clip full = Clip.read(whole);
      ClipSource part = ClipSource.open(cut, "cut", ReadOptions.of(Incomplete.SALVAGED));
      // Only a header that counts frames tells how many there were.
      int missing = name.equals("x.flac") ? full.frames() - part.frames() : 0;
      assertThat(part.metadata().missingFrames()).isEqualTo(missing);
      assertThat(part.metadata().remarks()).isNotEmpty();
      int same = Math.min(part.frames(), full.frames()) / 2;
      assertThat(part.slice(0, same).channel(1)).isEqualTo(full.slice(0, same).channel(1));
    }
  }

  @Test
  void aDamagedFlacIsReported() throws IOException, InterruptedException {
    Path file = made("x.flac");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Clip.read(file))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(" near frame ");
  }

  @Test
  void anM4aWithoutItsIndexIsReported() throws IOException, InterruptedException {
    Path file = made("x.m4a");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Clip.read(file))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("moov atom not found");
  }

  @Test
  void aStreamOfAVideoIsSelectedByNumber() throws IOException, InterruptedException {
    Media media = new Media(folder);
    String one = media.source(1, 48_000, Encoding.PCM_16).toString();
    String two = media.source(2, 44_100, Encoding.PCM_16).toString();
    media.ffmpeg(
        ("-f lavfi -i testsrc=d=0.6:s=64x64 -i " + one + " -i " + two)
            .concat(" -map 0:v -map 1:a -map 2:a -c:v mpeg4 -c:a aac v.mp4")
            .split(" "));
    Path video = folder.resolve("v.mp4");
    for (int n = 1; n <= 2; n++) {
      ReadOptions options = ReadOptions.STRICT.withStream(n);
      Clip clip = (Clip) ClipSource.open(video, "v", options);
      assertThat(Media.difference(media.oracle(video, n - 1), clip)).isLessThan(FormatsTest.LOSSY);
    }
    ReadOptions third = ReadOptions.STRICT.withStream(3);
    assertThatThrownBy(() -> ClipSource.open(video, "v", third))
        .hasMessage("v: has 2 sound streams, no stream 3");
    media.ffmpeg("-i", "v.mp4", "-map", "0:v", "-c:v", "copy", "silent.mp4");
    assertThatThrownBy(() -> Clip.read(folder.resolve("silent.mp4")))
        .hasMessageEndingWith(" without sound");
  }

  @Test
  void streamsAndNamesOfAnyBytesAreRead() throws IOException, InterruptedException {
    Path file = made("x.mp3", "-metadata", "title=Title");
    Clip clip = Clip.read(file);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 0, 3, ISO_8859_1)).isEqualTo("ID3");
    assertThat(Media.difference(clip, Clip.read(new ByteArrayInputStream(bytes), "stdin")))
        .isZero();
    assertThat(Media.difference(clip, Clip.read(bytes, "bytes"))).isZero();
    Path odd = Path.of(java.net.URI.create(folder.toUri() + "a%20%25:%E9.mp3"));
    Files.copy(file, odd);
    assertThat(Media.difference(clip, Clip.read(odd))).isZero();
  }

  @Test
  void aBigEndianWavIsDecoded() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(44 + 8).order(ByteOrder.BIG_ENDIAN);
    file.put("RIFX".getBytes(ISO_8859_1)).putInt(44).put("WAVEfmt ".getBytes(ISO_8859_1));
    file.putInt(16).putShort((short) 1).putShort((short) 2).putInt(8000).putInt(32_000);
    file.putShort((short) 4).putShort((short) 16).put("data".getBytes(ISO_8859_1)).putInt(8);
    file.putShort((short) 1).putShort((short) -2).putShort((short) 3).putShort((short) -32_768);
    Clip clip = Clip.read(file.array(), "rifx");
    assertThat(clip.channel(0)).containsExactly(0x1p-15f, 0x3p-15f);
    assertThat(clip.channel(1)).containsExactly(-0x2p-15f, -1);
  }

  @Test
  void gsmInWavIsDecoded() throws IOException, InterruptedException {
    byte[] packets = new byte[65 * 40];
    new Random(1).nextBytes(packets);
    ByteBuffer file = ByteBuffer.allocate(60 + packets.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(ISO_8859_1)).putInt(52 + packets.length);
    file.put("WAVEfmt ".getBytes(ISO_8859_1)).putInt(20).putShort((short) 0x31).putShort((short) 1);
    file.putInt(8000).putInt(1625).putShort((short) 65).putShort((short) 0).putShort((short) 2);
    file.putShort((short) 320).put("fact".getBytes(ISO_8859_1)).putInt(4).putInt(40 * 320);
    file.put("data".getBytes(ISO_8859_1)).putInt(packets.length).put(packets);
    Path wav = Files.write(folder.resolve("gsm.wav"), file.array());
    Clip clip = Clip.read(wav);
    assertThat(clip.frames()).isEqualTo(40 * 320);
    assertThat(Media.difference(new Media(folder).oracle(wav, 0), clip))
        .isLessThan(FormatsTest.LOSSY);
  }
}
