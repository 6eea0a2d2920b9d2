package org.sirenaudio.bench.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Opening, drawing, zooming and panning a long recording. */
record LongRecording(Page page) {

  private static final String ZOOM = "axis.zoom(i % 100 < 50 ? 0.8 : 1.25, axis.frames / 15)";
  private static final String PAN = "axis.pan(axis.span / 60 * (i % 100 < 50 ? 1 : -1))";

  void run() {
    page.waitForSelector(".item");
    long begun = System.nanoTime();
    page.click(".item:has-text('hour')");
    page.waitForFunction("() => globalThis.studio?.peaks.kept != null");
    System.out.printf("  opened in %.1f s%n", 1e-9 * (System.nanoTime() - begun));
    spectrogram();
    System.out.printf("  zooming: %.1f %% of frames under 20 ms%n", 100 * quick(ZOOM));
    System.out.printf("  panning: %.1f %% of frames under 20 ms%n", 100 * quick(PAN));
  }

  /** The fraction of 300 frames that take less than 20 ms while the view moves. */
  private double quick(String move) {
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
                MOVE;
                const now = await frame();
                if (now - last < 20) quick++;
                last = now;
              }
              return quick / 300;
            }
            """
                .replace("MOVE", move));
    return ((Number) part).doubleValue();
  }

  /** All of it as a spectrogram: when it is there, and the longest frame meanwhile. */
  private void spectrogram() {
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
  }
}
