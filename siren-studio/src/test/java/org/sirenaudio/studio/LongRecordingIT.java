package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;

/**
 * An hour of stereo. The times that docs/studio.md states are printed, not asserted; they are
 * measured here because siren-bench has no browser.
 */
class LongRecordingIT {
  private static final int RATE = 44_100;
  private static final int SECONDS = Integer.getInteger("siren.hourSeconds", 3_600);

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
      long begun = System.nanoTime();
      page.click(".item");
      page.waitForFunction("() => globalThis.studio?.peaks.kept != null");
      System.out.printf(
          "%d s of stereo: opened in %.1f s%n", SECONDS, 1e-9 * (System.nanoTime() - begun));
      spectrogram(page);
      for (String how :
          new String[] {
            "axis.zoom(i % 100 < 50 ? 0.8 : 1.25, axis.frames / 15)",
            "axis.pan(axis.span / 60 * (i % 100 < 50 ? 1 : -1))"
          }) {
        Object part =
            page.evaluate(
                """
                async () => {
                  const { axis } = studio;
                  const frame = () => new Promise(requestAnimationFrame);
                  axis.show(axis.frames / 20, axis.frames / 10);
                  await new Promise((done) => setTimeout(done, 1000));
                  let last = await frame();
                  let quick = 0;
                  for (let i = 0; i < 300; i++) {
                    HOW;
                    const now = await frame();
                    if (now - last < 20) quick++;
                    last = now;
                  }
                  return quick / 300;
                }
                """
                    .replace("HOW", how));
        System.out.printf(
            "  %s: %.1f %% of frames under 20 ms%n",
            how.substring(0, how.indexOf('(')), 100 * ((Number) part).doubleValue());
      }
      assertThat(browser.errors()).isEmpty();
    }
  }

  /** All of it as a spectrogram: when it is there, and the longest frame meanwhile. */
  private static void spectrogram(Page page) {
    Object facts =
        page.evaluate(
            """
            async () => {
              studio.axis.show(0, studio.axis.frames / 2);
              studio.axis.all();
              const begun = performance.now();
              const { spots } = studio.recording;
              let last = begun, longest = 0;
              for (;;) {
                const now = await new Promise(requestAnimationFrame);
                longest = Math.max(longest, now - last);
                last = now;
                if (spots.kept.size > 100 && spots.frames.length === 0 && !spots.busy) break;
              }
              return [spots.kept.size, last - begun, longest];
            }
            """);
    List<?> values = (List<?>) facts;
    System.out.printf(
        "  spectrogram of all: %s stretches within %.0f ms, the longest frame %.0f ms%n",
        values.get(0),
        ((Number) values.get(1)).doubleValue(),
        ((Number) values.get(2)).doubleValue());
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
