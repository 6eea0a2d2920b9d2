package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;

/** The channel mask and the chunks of a WAV go through every command that writes sound. */
class WavMetadataTest {
  private static final int CHANNELS = 6;
  private static final int SURROUND_SIDE = 0x60F;
  private static final int FRAMES = 400;
  private static final int CUE = 200;
  private static final long SINCE_MIDNIGHT = 8000L * 3600 * 10;
  private static final int BEXT_BYTES = 602;

  @TempDir private Path folder;
  private Path recording;

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] all = new byte[buffer.capacity()];
    buffer.duplicate().clear().get(all);
    return all;
  }

  private static byte[] chunk(String id, byte[] body) {
    return array(
        bytes(8 + body.length)
            .put(id.getBytes(StandardCharsets.US_ASCII))
            .putInt(body.length)
            .put(body));
  }

  /** 5.1 with side speakers, of 16 bits at 8000 Hz. */
  @BeforeEach
  void record() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer format = bytes(40).putShort((short) 0xFFFE).putShort((short) CHANNELS);
    format.putInt(8000).putInt(8000 * 2 * CHANNELS).putShort((short) (2 * CHANNELS));
    format.putShort((short) 16).putShort((short) 22).putShort((short) 16).putInt(SURROUND_SIDE);
    format.put(new byte[] {1, 0, 0, 0, 0, 0, 16, 0, -128, 0, 0, -86, 0, 56, -101, 113});
    all.writeBytes(chunk("fmt ", array(format)));
    all.writeBytes(chunk("bext", array(bytes(BEXT_BYTES).putLong(338, SINCE_MIDNIGHT))));
    ByteBuffer sound = bytes(2 * CHANNELS * FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      for (int c = 0; c < CHANNELS; c++) {
        sound.putShort((short) (9000 * Math.sin(0.1 * (c + 1) * i + c)));
      }
    }
    all.writeBytes(chunk("data", array(sound)));
    ByteBuffer cue = bytes(28).putInt(1).putInt(7).putInt(CUE);
    cue.put("data".getBytes(StandardCharsets.US_ASCII)).putLong(0).putInt(CUE);
    all.writeBytes(chunk("cue ", array(cue)));
    all.writeBytes(
        chunk("LIST", "adtllabl\u0006\0\0\0\u0007\0\0\0A\0".getBytes(StandardCharsets.US_ASCII)));
    all.writeBytes(
        chunk("LIST", "INFOINAM\u0006\0\0\0Title\0".getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer riff = bytes(12 + all.size()).put("RIFF".getBytes(StandardCharsets.US_ASCII));
    riff.putInt(4 + all.size()).put("WAVE".getBytes(StandardCharsets.US_ASCII));
    recording = folder.resolve("in/surround.wav");
    Files.createDirectory(recording.getParent());
    Files.write(recording, array(riff.put(all.toByteArray())));
  }

  private Path run(String line, String output) {
    String words =
        line.replace("IN", recording.toString())
            .replace("OUT", folder.resolve(output).toString())
            .replace("DIR", folder.toString());
    CommandRun.of((Object[]) (words + " -q").split(" ")).done();
    return folder.resolve(output);
  }

  private static ByteBuffer body(Path wav, String id) throws IOException {
    byte[] all = Files.readAllBytes(wav);
    int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(id);
    assertThat(at).as(id + " in " + wav).isPositive();
    return ByteBuffer.wrap(all, at + 8, all.length - at - 8).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void holds(Path wav, double rates, long first) throws IOException {
    assertThat(Clip.read(wav).metadata().channelMask()).hasValue(SURROUND_SIDE);
    assertThat(body(wav, "bext").getLong(338)).isEqualTo((long) (SINCE_MIDNIGHT * rates) + first);
    assertThat(body(wav, "cue ").getInt(4 + 20)).isEqualTo((int) (CUE * rates - first));
    assertThat(Files.readString(wav, StandardCharsets.ISO_8859_1)).contains("labl", "INFOINAM");
  }

  private static final String QUICK = " --hidden 8 --windows 1 --steps 5 --no-plot";

  @ParameterizedTest
  @CsvSource({
    "upsample IN --factor 3 -o OUT, up.wav, 3",
    "upsample IN -r 12000 --encoding pcm_16 -o OUT, up.wav, 1.5",
    "upsample IN --evaluate 2 -o OUT, even.wav, 1"
  })
  void upsampleKeepsWavMetadata(String command, String output, double rates) throws IOException {
    holds(run(command + QUICK, output), rates, 0);
  }

  @ParameterizedTest
  @CsvSource({"'', float", "--naive, pcm_24"})
  void downsampleKeepsWavMetadata(String option, String encoding) throws IOException {
    String line = "downsample IN --factor 2 -o OUT --encoding " + encoding + " " + option;
    holds(run(line.strip(), "down.wav"), 0.5, 0);
  }

  @Test
  void fitAndRenderKeepWavMetadata() throws IOException {
    run("fit IN -o OUT" + QUICK, "m.safetensors");
    holds(folder.resolve("m.siren.wav"), 1, 0);
    holds(run("render DIR/m.safetensors -r 24000 -o OUT", "r.wav"), 3, 0);
    String part = "render DIR/m.safetensors -r 24000 --start 0.01 --duration 0.02 -o OUT";
    holds(run(part, "part.wav"), 3, 240);
    Path before = run("render DIR/m.safetensors --duration 0.02 -o OUT", "before.wav");
    assertThat(Files.readString(before, StandardCharsets.ISO_8859_1))
        .contains("bext", "INFOINAM")
        .doesNotContain("cue ", "adtl");
    String info = CommandRun.of("info", folder.resolve("m.safetensors")).done().out();
    assertThat(info).containsPattern("channelMask +1551").contains("bext=602");
    for (Path file : new Path[] {recording, folder.resolve("m.safetensors")}) {
      assertThat(CommandRun.of("info", file, "--json").done().json())
          .containsKeys("channelMask", "chunkBytes");
    }
    assertThat(CommandRun.of("info", recording).done().out())
        .containsPattern("channelMask +1551")
        .contains("bext=602");
  }

  @Test
  void corpusRenderKeepsWavMetadata() throws IOException {
    run("corpus fit DIR/in -o OUT --hidden 8 --windows 1 --steps 5", "out");
    run("corpus render DIR/out -r 16000", "out");
    holds(folder.resolve("out/rendered-16000/surround.wav"), 2, 0);
  }
}
