package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/** Drop-outs depend on the machine; {@code ./siren bench browser} counts them. */
class PlaybackDuringFitIT {
  private static final int RATE = 44_100;
  private static final int SECONDS = 5;

  @Test
  void aModelPlaysWhileAFitRuns(@TempDir Path folder) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    Clip part = part();
    part.write(given.resolve("part.wav"));
    repeated(part).write(given.resolve("long.safetensors"));
    try (Studio studio =
            Studio.start(new StudioConfig(Optional.of(given), folder.resolve("data"), 0, 1000));
        Browsing browser = Browsing.begin()) {
      Page page = browser.page();
      page.navigate(studio.address());
      page.click(".item:has-text('long')");
      page.waitForFunction(
          "() => globalThis.studio?.sweep.progress === 1",
          null,
          new Page.WaitForFunctionOptions().setTimeout(60_000 + 2e3 * SECONDS));
      fit(page);
      page.click(".play");
      page.waitForFunction("() => studio.player.position > studio.axis.sampleRate");
      double begun = number(page, "studio.player.position");
      page.waitForTimeout(1e3 * SECONDS);
      double heard = (number(page, "studio.player.position") - begun) / RATE;
      boolean fits =
          page.evaluate("fetch('/api/library').then(r => r.json()).then(l => l.fits[0].state)")
              .equals("running");
      assertThat(page.evaluate("studio.player.ahead === true")).isEqualTo(false);
      assertThat(fits).isTrue();
      assertThat(heard).isPositive();
      assertThat(browser.errors()).isEmpty();
    }
  }

  /** A fit that does not end meanwhile. */
  private static void fit(Page page) {
    page.evaluate(
        """
        async () => {
          const { items } = await (await fetch("/api/library")).json();
          const recording = items.find((item) => item.kind === "recording").id;
          const body = new URLSearchParams({ recording, quality: "fine", steps: 100000, layers: 4, hidden: 128 });
          return (await fetch("/api/fits", { method: "POST", body })).status;
        }
        """);
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  /** Two seconds of a chord, with a beat in it. */
  private static Clip part() {
    float[] samples = new float[2 * RATE];
    for (int i = 0; i < samples.length; i++) {
      double t = i / (double) RATE;
      for (double hertz : new double[] {110, 277.2, 659.3, 1480, 4100}) {
        samples[i] +=
            (float) (0.15 * Math.sin(2 * Math.PI * hertz * t) * Math.exp(-3 * (t * 4 % 1)));
      }
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  /** Its balanced model, again and again. */
  private static ClipModel repeated(Clip part) throws IOException {
    ClipModel once =
        Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(20)))
            .keepingPoor()
            .fit(part, progress -> {});
    List<Segment> segments = new ArrayList<>();
    // Windows overlap.
    long step = once.frames() - 64;
    int times = SECONDS / 2 + 5;
    for (int k = 0; k < times; k++) {
      for (Segment segment : once.segments()) {
        segments.add(
            new Segment(segment.firstFrame() + k * step, segment.frames(), segment.network()));
      }
    }
    return ClipModel.of(RATE, (times - 1) * step + once.frames(), once.scale(), segments, Map.of());
  }
}
