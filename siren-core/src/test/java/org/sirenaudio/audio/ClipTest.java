package org.sirenaudio.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.sirenaudio.audio.SoundBytes.noise;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest {

  @Test
  void shapeAndDurationFollowFromTheSamples() {
    float[][] samples = noise(1, 2, 11_025);
    Clip clip = Clip.of(22_050, samples);
    assertThat(clip.channels()).isEqualTo(2);
    assertThat(clip.frames()).isEqualTo(11_025);
    assertThat(clip.seconds()).isEqualTo(0.5);
    assertThat(clip.channel(1)).isSameAs(samples[1]);
    assertThat(clip).hasToString("Clip[2 channels, 11025 frames, 22050 Hz]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> clip.channel(2));
  }

  @Test
  void slicesAreCopies() {
    Clip clip = Clip.of(8000, noise(1, 2, 100));
    Clip part = clip.slice(10, 5);
    assertThat(part.frames()).isEqualTo(5);
    assertThat(part.channel(1)[4]).isEqualTo(clip.channel(1)[14]);
    part.channel(0)[0] = 9;
    assertThat(clip.channel(0)[10]).isNotEqualTo(9);
    assertThat(clip.slice(0, 100).channel(0)).containsExactly(clip.channel(0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> clip.slice(96, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> clip.slice(3, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.99, 768_000.5, Double.NaN, Double.POSITIVE_INFINITY})
  void invalidRatesAreRefused(double rate) {
    assertThatIllegalArgumentException().isThrownBy(() -> Clip.of(rate, new float[1][1]));
  }

  @Test
  void invalidShapesAndSamplesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Clip.of(8000, new float[0][]));
    assertThatIllegalArgumentException().isThrownBy(() -> Clip.of(8000, new float[65][1]));
    assertThatIllegalArgumentException().isThrownBy(() -> Clip.of(8000, new float[1][0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.of(8000, new float[][] {{0, 1}, {0}}))
        .withMessageContaining("channel 1 has 1 frames, channel 0 has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.of(8000, new float[][] {{0, 1}, {0, Float.NaN}}))
        .withMessageContaining("channel 1, frame 1");
    assertThat(Clip.of(8000, new float[][] {{-7, 3e38f}}).frames()).isEqualTo(2);
  }

  /** A stream of unknown length that returns a few bytes at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 32_767, 32_768, 32_769, 200_000})
  void streamsOfUnknownLengthAreRead(int frames) throws IOException {
    Clip clip = Clip.of(8000, noise(frames, 2, frames));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(clip.write(out, Encoding.FLOAT)).isZero();
    byte[] bytes = out.toByteArray();
    for (int open = 0; open < 2; open++) {
      InputStream drops =
          new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
              return super.read(b, off, Math.min(len, 7001));
            }
          };
      Clip back = Clip.read(drops, "stdin");
      assertThat(back.channel(0)).isEqualTo(clip.channel(0));
      assertThat(back.channel(1)).isEqualTo(clip.channel(1));
      Arrays.fill(bytes, 4, 8, (byte) -1);
      Arrays.fill(bytes, 54, 58, (byte) -1);
    }
  }

  /** Blocks in, blocks out: sound far larger than the buffers. */
  @Test
  void longSoundIsCopiedInBlocks(@TempDir Path folder) throws IOException {
    int seconds = 300;
    Path path = folder.resolve("long.wav");
    WavFormat format = WavFormat.of(8000, 1, Encoding.PCM_16);
    float[][] second = noise(2, 1, 8000);
    try (WavWriter writer = WavWriter.to(path, format, 8000L * seconds, false)) {
      for (int s = 0; s < seconds; s++) {
        writer.write(second, 0, 8000);
      }
    }
    try (AudioReader reader = AudioReader.open(path)) {
      assertThat(reader.frames()).isEqualTo(8000L * seconds);
      for (int s = 0; s < seconds; s++) {
        float[][] block = new float[1][8000];
        assertThat(reader.read(block, 0, 8000)).isEqualTo(8000);
        assertThat(block[0][s]).isCloseTo(second[0][s], within(1e-4f));
      }
    }
  }

  @Test
  void theExampleRecordingIsMonoAt16kHz() throws IOException {
    Clip speech = Clip.read(Path.of("../examples/speech.wav"));
    assertThat(speech.sampleRate()).isEqualTo(16_000);
    assertThat(speech.channels()).isEqualTo(1);
    assertThat(speech.seconds()).isBetween(2.0, 4.0);
  }
}
