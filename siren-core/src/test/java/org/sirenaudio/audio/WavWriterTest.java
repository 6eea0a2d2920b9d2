package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sirenaudio.audio.SoundBytes.PCM;
import static org.sirenaudio.audio.SoundBytes.chunk;
import static org.sirenaudio.audio.SoundBytes.fmt;
import static org.sirenaudio.audio.SoundBytes.ints;
import static org.sirenaudio.audio.SoundBytes.noise;
import static org.sirenaudio.audio.SoundBytes.riff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavWriterTest {
  @TempDir Path folder;

  private static byte[] bytes(WavFormat format, float[][] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WavWriter writer = WavWriter.to(out, format, samples[0].length)) {
      writer.write(samples, 0, samples[0].length);
    }
    return out.toByteArray();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,33,44100", "2,7,8000", "3,30001,48000", "64,1001,768000"})
  void writtenFilesAreReadBack(int channels, int frames, int rate) throws IOException {
    Clip clip = Clip.of(rate, noise(frames, channels, frames));
    for (Encoding encoding : Encoding.values()) {
      Path path = folder.resolve(encoding + ".wav");
      long clipped = clip.write(path, encoding, false);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(clip.write(out, encoding)).isEqualTo(clipped);
      assertThat(path).hasBinaryContent(out.toByteArray());
      Clip back = Clip.read(path);
      assertThat(back.sampleRate()).isEqualTo(rate);
      assertThat(back.channels()).isEqualTo(channels);
      float tolerance =
          switch (encoding) {
            case FLOAT -> 0;
            case PCM_24 -> 0x1p-24f + 0x1p-23f;
            case PCM_16 -> 1.5f * 0x1p-15f + 0x1p-15f;
          };
      for (int c = 0; c < channels; c++) {
        float[] expected = clip.channel(c);
        float[] actual = back.channel(c);
        assertThat(actual).hasSize(frames);
        double worst =
            IntStream.range(0, frames)
                .mapToDouble(i -> Math.abs(expected[i] - actual[i]))
                .max()
                .orElse(9);
        assertThat(worst).isLessThanOrEqualTo(tolerance);
      }
    }
  }

  @Test
  void every16BitIntegerIsReadBackExactly() throws IOException {
    int[] all = IntStream.rangeClosed(-32768, 32767).toArray();
    byte[] wav = riff(fmt(PCM, 1, 8000, 16), chunk("data", ints(2, LITTLE_ENDIAN, all)));
    Clip clip = Clip.read(new ByteArrayInputStream(wav), "all");
    WavFormat format = WavFormat.of(8000, 1, Encoding.PCM_16).withoutDither();
    assertThat(bytes(format, new float[][] {clip.channel(0)})).isEqualTo(wav);
  }

  @Test
  void integersOf24BitsAreReadBackExactly() throws IOException {
    int[] values = IntStream.range(-4096, 4096).map(i -> i * 2047).toArray();
    values[0] = -0x800000;
    values[1] = 0x7FFFFF;
    byte[] data = ints(3, LITTLE_ENDIAN, values);
    byte[] wav = riff(fmt(PCM, 1, 8000, 24), chunk("data", data));
    Clip clip = Clip.read(new ByteArrayInputStream(wav), "many");
    byte[] written = bytes(WavFormat.of(8000, 1, Encoding.PCM_24), new float[][] {clip.channel(0)});
    assertThat(written).endsWith(data);
  }

  @Test
  void clippedSamplesAreLimitedAndCounted() throws IOException {
    float[] beyond = {1, -1, 1.5f, -1.5f, 32767 / 32768f, 1e30f, 0};
    Clip clip = Clip.of(8000, new float[][] {beyond});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavWriter writer =
        WavWriter.to(out, WavFormat.of(8000, 1, Encoding.PCM_16).withoutDither(), beyond.length);
    try (writer) {
      writer.write(new float[][] {beyond}, 0, beyond.length);
    }
    assertThat(writer.clippedSamples()).isEqualTo(4);
    byte[] values = ints(2, LITTLE_ENDIAN, 32767, -32768, 32767, -32768, 32767, 32767, 0);
    assertThat(out.toByteArray()).endsWith(values);
    assertThat(clip.write(OutputStream.nullOutputStream(), Encoding.PCM_24)).isEqualTo(4);
    assertThat(clip.write(OutputStream.nullOutputStream(), Encoding.FLOAT)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfAnySizeGiveTheSameFile(Encoding encoding) throws IOException {
    float[][] samples = noise(3, 3, 30_001);
    WavFormat format = WavFormat.of(8000, 3, encoding);
    byte[] whole = bytes(format, samples);
    for (int size : new int[] {999, 10_922, 10_923, 29_999}) {
      Path path = folder.resolve(size + ".wav");
      try (WavWriter writer = WavWriter.to(path, format, 30_001, false)) {
        for (int at = 0; at < 30_001; at += size) {
          writer.write(samples, at, Math.min(size, 30_001 - at));
        }
        assertThat(writer.position()).isEqualTo(30_001);
      }
      assertThat(path).hasBinaryContent(whole);
    }
  }

  @Test
  void anExistingFileIsKeptUnlessOverwritingIsAllowed() throws IOException {
    Path path = Files.writeString(folder.resolve("a.wav"), "mine");
    Clip clip = Clip.of(8000, noise(1, 1, 10));
    assertThatThrownBy(() -> clip.write(path)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("mine");
    assertThat(clip.write(path, Encoding.FLOAT, true)).isZero();
    assertThat(Clip.read(path).channel(0)).containsExactly(clip.channel(0));
    assertThat(names()).containsExactly("a.wav");
  }

  @Test
  void aFileThatAppearsWhileWritingIsKept() throws IOException {
    Path path = folder.resolve("a.wav");
    WavWriter writer = WavWriter.to(path, WavFormat.of(8000, 1, Encoding.FLOAT), 1, false);
    writer.write(new float[1][1], 0, 1);
    Files.writeString(path, "theirs");
    assertThatThrownBy(writer::close).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("theirs");
    assertThat(names()).containsExactly("a.wav");
  }

  @Test
  void aLinkIsFollowedAndKept() throws IOException {
    Path real = Files.writeString(folder.resolve("real.wav"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.wav"), real);
    Clip.of(8000, noise(1, 1, 10)).write(link, Encoding.FLOAT, true);
    assertThat(link).isSymbolicLink();
    assertThat(Clip.read(real).frames()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIncompleteFileLeavesNothing(boolean existed) throws IOException {
    Path path = folder.resolve("a.wav");
    if (existed) {
      Files.writeString(path, "old");
    }
    WavFormat format = WavFormat.of(8000, 1, Encoding.PCM_16);
    assertThatThrownBy(
            () -> {
              try (WavWriter writer = WavWriter.to(path, format, 10, true)) {
                writer.write(new float[1][9], 0, 9);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only 9 of 10 frames");
    assertThatThrownBy(
            () -> {
              try (WavWriter writer = WavWriter.to(path, format, 1, true)) {
                writer.write(new float[][] {{Float.NaN}}, 0, 1);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("channel 0, frame 0");
    assertThatThrownBy(
            () -> {
              try (WavWriter writer = WavWriter.to(path, format, 10, true)) {
                writer.write(new float[1][10], 0, 10);
                writer.write(new float[1][10], 0, 1);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more frames than the 10 announced");
    try (WavWriter writer = WavWriter.to(path, format, 1, true)) {
      writer.write(new float[1][1], 0, 1);
      writer.abort();
    }
    assertThat(names()).containsExactlyElementsOf(existed ? List.of("a.wav") : List.of());
    if (existed) {
      assertThat(path).hasContent("old");
    }
  }

  @Test
  void unwritableLocationsAreReported() throws IOException {
    Clip clip = Clip.of(8000, noise(1, 1, 10));
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assertThatThrownBy(() -> clip.write(folder.resolve("none/a.wav")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.wav: no such folder");
    assertThatThrownBy(() -> clip.write(plain.resolve("a.wav")))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> clip.write(folder, Encoding.FLOAT, true))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void aStreamThatFailsIsReported() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    assertThatThrownBy(() -> Clip.of(8000, noise(1, 1, 10)).write(full, Encoding.FLOAT))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void formatsThatWavCannotHoldAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clip.of(44_100.5, noise(1, 1, 10)).write(folder.resolve("a.wav")))
        .withMessageContaining("must be an integer, not 44100.5 Hz");
    assertThatIllegalArgumentException().isThrownBy(() -> WavFormat.of(8000, 65, Encoding.FLOAT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WavFormat(8000, 1, Encoding.FLOAT, true, 0, SoundMetadata.NONE));
    WavFormat format = WavFormat.of(8000, 2, Encoding.FLOAT);
    for (long frames : new long[] {0, -1, Long.MAX_VALUE / 8}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WavWriter.to(OutputStream.nullOutputStream(), format, frames));
    }
  }
}
