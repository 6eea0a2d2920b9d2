package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;

class LongRecordingIT {
  private static final int RATE = 44_100;
  private static final int SECONDS = 3_600;

  @Test
  void anHourOpensZoomsAndShowsItsSpectrogram(@TempDir Path folder) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    write(given.resolve("hour.wav"));
    try (Studio studio =
            Studio.start(new StudioConfig(Optional.of(given), folder.resolve("data"), 0, 1000));
        Browsing browser = Browsing.begin()) {
      Page page = browser.page();
      page.navigate(studio.address());
      page.waitForSelector(".item");
      page.click(".item");
      page.waitForFunction("() => globalThis.studio?.peaks.kept != null");
      showAll(page);
      double frames = span(page);
      page.evaluate("studio.axis.zoom(0.1, studio.axis.frames / 15)");
      assertThat(span(page)).isCloseTo(0.1 * frames, within(1.0));
      page.evaluate("studio.axis.pan(studio.axis.span)");
      assertThat(span(page)).isCloseTo(0.1 * frames, within(1.0));
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static double span(Page page) {
    return ((Number) page.evaluate("studio.axis.span")).doubleValue();
  }

  /** All of it as a spectrogram. */
  private static void showAll(Page page) {
    page.evaluate("studio.axis.all()");
    page.waitForFunction(
        """
        () => {
          const { spots } = studio.recording;
          return spots.kept.size > 100 && spots.frames.length === 0 && !spots.busy;
        }
        """);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/hour-spectrogram.png")));
    page.waitForFunction(
        """
        () => {
          const canvas = studio.pane("recording");
          // The tone lies at 210 Hz, in the lowest rows.
          const low = canvas.getContext("2d").getImageData(0, canvas.height - 4, canvas.width, 4).data;
          return low.filter((value, i) => i % 4 === 0 && value > 60).length > canvas.width / 2;
        }
        """);
  }

  private static void write(Path file) throws IOException {
    WavFormat format = WavFormat.of(RATE, 2, Encoding.PCM_16).withoutDither();
    float[][] second = new float[2][RATE];
    try (WavWriter writer = WavWriter.to(file, format, (long) SECONDS * RATE, false)) {
      for (int s = 0; s < SECONDS; s++) {
        for (int i = 0; i < RATE; i++) {
          second[0][i] = (float) (0.4 * Math.sin(0.03 * i) * Math.sin(0.1 * s));
          second[1][i] = -0.5f * second[0][i];
        }
        writer.write(second, 0, RATE);
      }
    }
  }
}
