package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;

/** Two recordings of one event on one axis, in a real browser. */
class SyncIT {

  @Test
  void theStudioSynchronisesTwoRecordings(@TempDir Path folder) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    TwoClocks.write(given);
    Files.write(given.resolve("else.wav"), Tones.wav(1));
    try (Studio studio =
            Studio.start(new StudioConfig(Optional.of(given), folder.resolve("data"), 0, 1000));
        Browsing browser = Browsing.begin()) {
      Page page = browser.page();
      page.navigate(studio.address());
      page.click(".item:has-text('camera')");
      synchronise(page, "recorder.wav");
      page.waitForFunction("() => studio.partner != null");
      String found = "studio.partner.found.";
      assertThat(number(page, found + "offsetSeconds")).isCloseTo(TwoClocks.OFFSET, within(1e-5));
      assertThat(number(page, found + "jumps.length")).isEqualTo(1);
      assertThat(number(page, found + "jumps[0].frames")).isEqualTo(TwoClocks.MISSING);
      String text = page.locator("#panels").innerText();
      assertThat(text).contains("Starts at", "± ", "ppm", "1,024 frames missing at");
      agree(page);
      hears(page);
      page.click("text=1,024 frames missing");
      page.waitForFunction(
          "() => location.hash.includes('sync=') && location.hash.includes('to=')");
      page.click("text=offset only");
      page.waitForFunction("() => location.hash.includes('clock=own')");
      String view = page.url();
      page.reload();
      page.waitForFunction("() => globalThis.studio?.partner?.onClock === false");
      assertThat(page.url()).isEqualTo(view);
      Download download =
          page.waitForDownload(() -> page.click("text=Save the synchronised sound"));
      Path saved = folder.resolve("saved.wav");
      download.saveAs(saved);
      assertThat(Clip.read(saved).frames()).isEqualTo(24 * TwoClocks.RATE);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {1280, 390}) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          page.setViewportSize(width, width == 390 ? 844 : 800);
          browser.judge(page, view, "#panels .facts");
        }
      }
      page.click("text=Back to camera.wav");
      page.waitForSelector(".fit-form:visible");
      assertThat(page.url()).doesNotContain("sync=");
      unrelated(page);
      // The browser itself reports nothing of a pair that is refused: it was asked for in order.
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static void synchronise(Page page, String other) {
    page.click("#tab-sync");
    page.selectOption("#sync-other", other);
    page.click("#panel-sync button[type=submit]");
  }

  /** On its clock the other is the first; only moved, it is not. */
  private static void agree(Page page) {
    String compared =
        """
        async () => {
          const at = 5 * 16384, size = 4096;
          const span = async (recording) => (await recording.blocks.get(5))[0].slice(0, size);
          const [a, b] = [await span(studio.recording), await span(studio.partner.recording)];
          let error = 0, power = 0;
          a.forEach((x, i) => { error += (x - b[i]) ** 2; power += x ** 2; });
          return 10 * Math.log10(power / error);
        }
        """;
    assertThat(number(page, compared)).isGreaterThan(30);
    page.evaluate("studio.showPartner(false)");
    assertThat(number(page, compared)).isLessThan(25);
    page.evaluate("studio.showPartner(true)");
  }

  private static void hears(Page page) {
    page.click("button:has-text('Left and right')");
    page.click(".play");
    page.waitForFunction("() => studio.player.source === 'sides' && studio.player.level() > 0.005");
    page.waitForFunction("() => location.hash.includes('listen=sides')");
    page.click(".play");
  }

  private static void unrelated(Page page) {
    synchronise(page, "else.wav");
    page.waitForFunction(
        "() => /second of each|nothing in"
            + " common/.test(document.getElementById('message').textContent)");
    page.waitForFunction("() => !location.hash.includes('sync=')");
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
