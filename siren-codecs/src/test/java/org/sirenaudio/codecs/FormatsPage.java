package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;

/** Measures every format with all its channels and rates, and writes docs/formats.md. */
@EnabledIfSystemProperty(named = "siren.docs", matches = "write")
class FormatsPage {

  private static final Path PAGE = Path.of("../docs/formats.md");
  private static final String BEGIN = "<!-- measured -->\n";

  @TempDir Path folder;

  @Test
  void write() throws IOException, InterruptedException {
    Media media = new Media(folder);
    StringBuilder table = new StringBuilder(BEGIN);
    table.append(
        "| format | channels | rate, Hz | frames: source | ffmpeg | Siren | largest difference |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (SoundCase format : SoundCase.ALL) {
      for (int channels : SoundCase.sorted(format.channels())) {
        for (int rate : SoundCase.sorted(format.rates())) {
          Path file = format.make(media, channels, rate);
          Clip expected = media.oracle(file, 0);
          Clip clip = Clip.read(file);
          double difference = Media.difference(expected, clip);
          assertThat(difference)
              .as("%s, %d channels, %d Hz", format, channels, rate)
              .isLessThanOrEqualTo(format.lossless() ? 0 : FormatsTest.LOSSY);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %d | %d | %d | %d | %d | %s |%n",
                  format,
                  channels,
                  rate,
                  Clip.read(media.source(channels, rate, format.source())).frames(),
                  expected.frames(),
                  clip.frames(),
                  difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference)));
        }
      }
    }
    String page = Files.readString(PAGE);
    Files.writeString(PAGE, page.substring(0, page.indexOf(BEGIN)) + table);
  }
}
