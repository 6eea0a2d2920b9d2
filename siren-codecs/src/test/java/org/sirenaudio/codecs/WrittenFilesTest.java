package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;

class WrittenFilesTest {

  @TempDir Path folder;

  private Clip source(int channels, int rate) throws IOException {
    return Clip.read(new Media(folder).source(channels, rate, Encoding.FLOAT));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT, 6, 96000", "PCM_24, 1, 22050", "PCM_16, 2, 44100"})
  void flacHoldsTheSameSamplesAsWav(Encoding encoding, int channels, int rate) throws IOException {
    Clip clip = source(channels, rate);
    Path flac = folder.resolve("out.flac");
    clip.write(flac, encoding, false);
    Encoding whole = encoding == Encoding.FLOAT ? Encoding.PCM_24 : encoding;
    Path wav = folder.resolve("out.wav");
    clip.write(wav, whole, false);
    assertThat(Media.difference(Clip.read(wav), Clip.read(flac))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "mp3, 1, 8000, 8000",
    "mp3, 2, 44100, 44100",
    "opus, 2, 48000, 48000",
    "opus, 1, 16000, 48000",
    "opus, 6, 48000, 48000",
    "m4a, 1, 22050, 22050",
    "m4a, 6, 48000, 48000"
  })
  void lossyFilesAreReadBackWithoutDelay(String ending, int channels, int rate, int back)
      throws IOException {
    Clip clip = source(channels, rate);
    Path file = folder.resolve("out." + ending);
    clip.write(file);
    Clip read = Clip.read(file);
    assertThat(read.sampleRate()).isEqualTo(back);
    assertThat(read.channels()).isEqualTo(channels);
    assertThat(read.frames()).isEqualTo(clip.frames() * (back / rate));
    for (int c = 0; c < channels; c++) {
      if (c == 3) {
        // Effects of low frequency, where no noise is left to find the delay by.
        continue;
      }
      int own = bestDelay(clip.channel(c), read.channel(c), back / rate);
      assertThat(own).as("delay of channel %d", c).isZero();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".siren-"));
    }
  }

  /**
   * By the ffmpeg program of the same build, by the one that is installed, and by the reference
   * decoder of FLAC, which also compares the checksum of the samples.
   */
  @ParameterizedTest
  @CsvSource({
    "flac, 1, 8000",
    "flac, 2, 44100",
    "flac, 6, 96000",
    "mp3, 1, 8000",
    "mp3, 2, 44100",
    "opus, 1, 16000",
    "opus, 2, 48000",
    "opus, 6, 48000",
    "m4a, 1, 22050",
    "m4a, 2, 44100",
    "m4a, 6, 48000"
  })
  void ffmpegReadsTheWrittenFiles(String ending, int channels, int rate)
      throws IOException, InterruptedException {
    Media media = new Media(folder);
    Path file = folder.resolve("out." + ending);
    source(channels, rate).write(file);
    Clip own = Clip.read(file);
    List<Clip> theirs = new ArrayList<>(List.of(media.oracle(file, 0)));
    media.installed(file).ifPresent(theirs::add);
    for (Clip clip : theirs) {
      assertThat(Media.differenceWhereBoth(clip, own)).isLessThan(1e-4);
      // It does not cut the last block of an .m4a, of 1024 frames.
      assertThat(clip.frames() - own.frames()).isBetween(0, ending.equals("m4a") ? 1023 : 0);
    }
    if (ending.equals("flac") && Maker.INSTALLED_FLAC.isThere()) {
      Maker.INSTALLED_FLAC.run(media, "-t", "-s", file.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 44100", "1000, 44100", "1024, 48000", "44100, 44100", "96001, 96000"})
  void anM4aHasExactlyTheFramesOfItsSound(int frames, int rate) throws IOException {
    Path file = folder.resolve("out.m4a");
    Clip.of(rate, new float[1][frames]).write(file);
    assertThat(Clip.read(file).frames()).isEqualTo(frames);
  }

  /** By how many frames the second is late; the noise in the sound makes that unique. */
  private static int bestDelay(float[] sound, float[] other, int factor) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int delay = -5; delay <= 5; delay++) {
      double sum = 0;
      for (int i = 100; i < sound.length - 100; i++) {
        sum += sound[i] * other[(i + delay) * factor];
      }
      if (sum > highest) {
        highest = sum;
        best = delay;
      }
    }
    return best;
  }

  @Test
  void theSameSoundGivesTheSameBytes() throws IOException {
    Clip clip = source(2, 48_000);
    for (String ending : EncodingRules.endings()) {
      Path one = folder.resolve("one." + ending);
      Path two = folder.resolve("two." + ending);
      clip.write(one);
      clip.write(two);
      assertThat(one).hasSameBinaryContentAs(two);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.mp3 | 44000 | 1 | MP3 does not support 44000 Hz; the nearest supported rate is 32000 Hz"
            + " or 44100 Hz",
        "x.opus | 44100 | 2 | Opus does not support 44100 Hz; the nearest supported rate is 24000"
            + " Hz or 48000 Hz",
        "x.m4a | 192000 | 2 | AAC does not support 192000 Hz; the nearest supported rate is 96000"
            + " Hz",
        "x.flac | 99999 | 2 | FLAC does not support 99999 Hz; the nearest supported rate is 100000"
            + " Hz",
        "x.mp3 | 44100 | 3 | MP3 supports 1, 2 channels here, not 3; write a .wav file"
      })
  void anUnsupportedRateOrChannelCountIsReportedBeforeWriting(
      String name, int rate, int channels, String line) throws IOException {
    WavFormat format = WavFormat.of(rate, channels, Encoding.FLOAT);
    assertThatThrownBy(() -> format.requireFor(Path.of(name))).hasMessage(line);
    format.requireFor(Path.of("x.wav"));
    assertThatThrownBy(() -> WavFormat.of(48_000, 1, Encoding.PCM_16).requireFor(Path.of("x.opus")))
        .hasMessageContaining("--encoding applies to .wav and .flac only");
  }

  @Test
  void anAbortedFileLeavesNothing() throws IOException {
    Path file = folder.resolve("x.flac");
    WavFormat format = WavFormat.of(8000, 1, Encoding.PCM_16);
    try (WavWriter writer = WavWriter.to(file, format, 100_000, false)) {
      writer.write(new float[1][50_000], 0, 50_000);
      writer.abort();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
