package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.audio.Clip;

/** Every format once; {@link FormatsPage} has all channels and rates. */
class FormatsTest {

  /** Lossy decoders may differ by this much of the peak. */
  static final double LOSSY = 1e-4;

  @TempDir Path folder;

  static List<SoundCase> formats() {
    return SoundCase.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void everyFormatIsDecodedLikeFfmpegDoes(SoundCase format)
      throws IOException, InterruptedException {
    assumeThat(format.maker().isThere()).isTrue();
    Media media = new Media(folder);
    int channels = SoundCase.sorted(format.channels())[format.channels().size() > 1 ? 1 : 0];
    int[] rates = SoundCase.sorted(format.rates());
    int rate = rates[rates.length / 2];
    Path file = format.make(media, channels, rate);
    Clip clip = Clip.read(file);
    double difference = Media.difference(media.oracle(file, 0), clip);
    assertThat(difference).isLessThanOrEqualTo(format.lossless() ? 0 : LOSSY);
    if (format.lossless()) {
      assertThat(Media.difference(Clip.read(media.source(channels, rate, format.source())), clip))
          .isZero();
    }
  }
}
