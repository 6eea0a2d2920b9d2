package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;

/**
 * Measures every format with all its channels and rates, both ways, and writes docs/formats.md.
 * Needs Debian's ffmpeg and flac.
 */
@EnabledIfSystemProperty(named = "siren.docs", matches = "write")
class FormatsPage {

  private static final Path PAGE = Path.of("../docs/formats.md");
  private static final String BEGIN = "<!-- measured -->\n";
  private static final int[] CHANNELS = {1, 2, 6};
  private static final int[] RATES = {8000, 22_050, 44_100, 48_000, 96_000};

  @TempDir Path folder;

  @Test
  void everyChannelCountAndRateIsReadAndWritten() throws IOException, InterruptedException {
    Media media = new Media(folder);
    StringBuilder page = new StringBuilder(BEGIN);
    page.append("### Files read\n\n");
    read(media, page);
    page.append("\n### Files written\n\n");
    written(media, page);
    String before = Files.readString(PAGE);
    Files.writeString(PAGE, before.substring(0, before.indexOf(BEGIN)) + page);
  }

  private static void read(Media media, StringBuilder table)
      throws IOException, InterruptedException {
    table.append(
        "| format | channels | rate, Hz | frames: source | ffmpeg | Siren | largest difference"
            + " | Debian's ffmpeg: frames | largest difference |\n");
    table.append("|---|---|---|---|---|---|---|---|---|\n");
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
                  "| %s | %d | %d | %d | %d | %d | %s | %s |%n",
                  format,
                  channels,
                  rate,
                  Clip.read(media.source(channels, rate, format.source())).frames(),
                  expected.frames(),
                  clip.frames(),
                  number(difference),
                  beside(media, file, clip)));
        }
      }
    }
  }

  private static void written(Media media, StringBuilder table)
      throws IOException, InterruptedException {
    table.append(
        "| ending | channels | rate, Hz | frames: written | Siren | ffmpeg | largest difference"
            + " | Debian's ffmpeg: frames | largest difference |\n");
    table.append("|---|---|---|---|---|---|---|---|---|\n");
    for (String ending : EncodingRules.endings().stream().sorted().toList()) {
      for (int channels : CHANNELS) {
        for (int rate : RATES) {
          Clip source = Clip.read(media.source(channels, rate, Encoding.FLOAT));
          Path file = media.folder().resolve("out." + ending);
          try {
            source.write(file, Encoding.FLOAT, true);
          } catch (IllegalArgumentException e) {
            // The format has no such rate, or not so many channels.
            continue;
          }
          Clip clip = Clip.read(file);
          Clip expected = media.oracle(file, 0);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| .%s | %d | %d | %d | %d | %d | %s | %s |%n",
                  ending,
                  channels,
                  rate,
                  source.frames(),
                  clip.frames(),
                  expected.frames(),
                  number(Media.differenceWhereBoth(expected, clip)),
                  beside(media, file, clip)));
        }
      }
    }
  }

  /** What Debian's makes of the file: frames, and the difference where both have some. */
  private static String beside(Media media, Path file, Clip clip)
      throws IOException, InterruptedException {
    Optional<Clip> other = media.installed(file);
    return other
        .map(them -> them.frames() + " | " + number(Media.differenceWhereBoth(them, clip)))
        .orElse("– | –");
  }

  private static String number(double difference) {
    return difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference);
  }
}
