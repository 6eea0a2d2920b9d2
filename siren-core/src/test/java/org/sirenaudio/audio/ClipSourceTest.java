package org.sirenaudio.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.error.BadDataException;

class ClipSourceTest {
  @TempDir private Path folder;

  private static Clip noise(int channels, int frames) {
    SplittableRandom random = new SplittableRandom(channels);
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int i = 0; i < frames; i++) {
        channel[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return Clip.of(44100, samples);
  }

  /** The file as one too long for the memory is opened. */
  private static SoundFile stored(Path path) throws IOException {
    try (AudioReader reader = AudioReader.open(path)) {
      return SoundFile.open(path, reader);
    }
  }

  private static void assertSame(ClipSource source, Clip clip) {
    assertThat(source.sampleRate()).isEqualTo(clip.sampleRate());
    assertThat(source.channels()).isEqualTo(clip.channels());
    assertThat(source.frames()).isEqualTo(clip.frames());
    assertThat(source.seconds()).isEqualTo(clip.seconds());
    int frames = clip.frames();
    int[][] stretches = {{0, frames}, {0, 1}, {frames - 1, 1}, {frames / 3, (frames + 1) / 2}};
    for (int[] stretch : stretches) {
      Clip is = source.slice(stretch[0], stretch[1]);
      Clip should = clip.slice(stretch[0], stretch[1]);
      for (int c = 0; c < clip.channels(); c++) {
        assertThat(is.channel(c)).isEqualTo(should.channel(c));
      }
    }
    for (int[] outside : new int[][] {{-1, 2}, {0, frames + 1}, {frames, 1}}) {
      assertThatThrownBy(() -> source.slice(outside[0], outside[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, FLOAT", "1, 70000, PCM_16", "2, 30001, FLOAT", "3, 50000, PCM_24"})
  void aFileIsReadAsInMemory(int channels, int frames, Encoding encoding) throws IOException {
    Path path = folder.resolve("a.wav");
    noise(channels, frames).write(path, encoding, false);
    assertSame(stored(path), Clip.read(path));
    assertSame(ClipSource.open(path), Clip.read(path));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 9",
    "1, 200000, 70000",
    "5, 30000, 100",
    "2, 32768, 65535",
    "2, 32768, 65536"
  })
  void aStreamIsReadAsInMemory(int channels, int frames, long inMemory) throws IOException {
    Path path = folder.resolve("a.wav");
    Clip clip = noise(channels, frames);
    clip.write(path);
    byte[] wav = Files.readAllBytes(path);
    // As a program that writes to a pipe leaves them.
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
    AudioReader reader = AudioReader.of(new ByteArrayInputStream(wav), "stdin");
    ClipSource source = Spool.read(reader, inMemory);
    assertThat(source)
        .isInstanceOf((long) channels * frames > inMemory ? SoundFile.class : Clip.class);
    assertSame(source, clip);
  }

  @Test
  void aBadFileIsReportedOnReading() throws IOException {
    Path path = folder.resolve("a.wav");
    noise(1, 1000).write(path);
    SoundFile source = stored(path);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer nan = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN);
      file.write(nan.flip(), source.at() + 4 * 700);
      assertThat(source.slice(0, 700).frames()).isEqualTo(700);
      complains(source, "channel 0, frame 700");
      file.truncate(source.at() + 4 * 500);
      complains(source, "truncated after it was opened");
    }
  }

  private static void complains(ClipSource source, String why) {
    assertThatThrownBy(() -> source.slice(400, 600))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("a.wav")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
