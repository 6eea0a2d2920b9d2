package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.model.ClipModel;

/** What a person does, in a real browser. */
class StudioIT {
  private static final String LEVEL = "studio.player.level()";

  @Test
  void aDroppedRecordingIsFittedPlayedAndZoomed(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("data");
    try (Studio studio = Studio.start(new StudioConfig(Optional.empty(), data, 0, 1 << 20));
        Browsing browser = Browsing.begin()) {
      Page page = browser.page();
      page.navigate(studio.address());
      page.waitForSelector("#nothing:not([hidden])");
      refuses(page, "notes.wav", "hello".getBytes(StandardCharsets.UTF_8), "notes.wav");
      refuses(page, "large.wav", new byte[(1 << 20) + 1], "larger than");
      // The browser itself reports what the server refuses.
      assertThat(browser.errors()).hasSize(2).allMatch(error -> error.contains("/api/recordings"));

      page.setInputFiles("#file", new FilePayload("a.wav", "audio/wav", Tones.wav(1)));
      page.waitForSelector(".fit-form:visible");
      page.selectOption("#fit-quality", "draft");
      page.click("button[type=submit]");
      page.waitForSelector("dd:text-is('done')");
      page.waitForFunction("() => studio.model !== null && studio.sweep.progress === 1");
      double snr = number(page, "studio.sweep.snr(0, studio.axis.frames)");
      assertThat(snr).isGreaterThan(20);

      hears(page);
      zooms(page);
      String view = page.url();
      page.reload();
      page.waitForFunction("() => globalThis.studio?.model != null");
      assertThat(number(page, "studio.axis.span")).isEqualTo(12.5);
      assertThat(page.url()).isEqualTo(view);
      exported(browser, data, folder);
      assertThat(browser.errors()).hasSize(2);
    }
  }

  private static void refuses(Page page, String name, byte[] file, String why) {
    page.setInputFiles("#file", new FilePayload(name, "audio/wav", file));
    page.waitForFunction(
        "why => document.getElementById('message').textContent.includes(why)", why);
    page.waitForFunction(
        "() => !document.getElementById('message').textContent.startsWith('Uploading')");
    assertThat(page.locator(".item").count()).isZero();
  }

  /** Sound comes out of all three at one position, forwards and backwards. */
  private static void hears(Page page) {
    page.click("button:text-is('Loop')");
    page.click(".play");
    for (String key : new String[] {"1", "2"}) {
      page.keyboard().press(key);
      page.waitForFunction("() => " + LEVEL + " > 0.02");
    }
    double loud = number(page, LEVEL);
    page.keyboard().press("3");
    page.waitForFunction(
        "loud => studio.player.source === 'error' && "
            + LEVEL
            + " > 1e-6 && "
            + LEVEL
            + " < 0.3 * loud",
        loud);
    page.keyboard().press("r");
    page.waitForFunction("() => studio.player.values.speed === -1");
    page.keyboard().press("Space");
    page.waitForFunction("() => " + LEVEL + " < 1e-6");
    assertThat(page.evaluate("studio.player.playing")).isEqualTo(false);
  }

  private static void zooms(Page page) {
    page.evaluate("studio.axis.show(2000, 2000.01)");
    assertThat(number(page, "studio.axis.span")).isCloseTo(0.01, within());
    page.evaluate("studio.axis.show(1000, 1012.5)");
    page.waitForFunction("() => location.hash.includes('to=1012.5')");
    page.waitForFunction(
        "() => Array.from(studio.panes.querySelectorAll('canvas')).every(c => c.offsetParent ==="
            + " null || c.width > 0)");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  /** The same model as a page of its own, from file:// and without a server. */
  private static void exported(Browsing browser, Path data, Path folder) throws IOException {
    Path file;
    try (Stream<Path> all = Files.walk(data)) {
      file = all.filter(path -> path.endsWith("model.safetensors")).findFirst().orElseThrow();
    }
    Path html = folder.resolve("page.html");
    try (OutputStream out = Files.newOutputStream(html)) {
      new HtmlExporter().write(ClipModel.read(file), out);
    }
    long base64 = (Files.size(file) + 2) / 3 * 4;
    assertThat(Files.size(html) - base64).isLessThan(100_000);
    Page page = browser.page();
    page.navigate(html.toUri().toString());
    page.waitForFunction("() => globalThis.studio?.sweep.progress === 1");
    page.click("button:text-is('Loop')");
    page.click(".play");
    page.waitForFunction("() => " + LEVEL + " > 0.02");
    page.close();
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
