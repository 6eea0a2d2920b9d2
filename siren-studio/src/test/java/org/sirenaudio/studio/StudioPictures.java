package org.sirenaudio.studio;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.CsvManifest;
import org.sirenaudio.model.ClipModel;

/**
 * The pictures of docs/studio.md and docs/sync.md, and every view in both widths and both schemes
 * to look at: {@code -Dit.test=StudioPictures}. {@code -Dsiren.docs=write} writes those of docs,
 * {@code -Dsiren.pictures=FOLDER} all.
 */
class StudioPictures {
  private static final Path DOCS = Path.of("../docs");
  private static final boolean WRITES = "write".equals(System.getProperty("siren.docs"));
  private static final Optional<Path> ALL =
      Optional.ofNullable(System.getProperty("siren.pictures")).map(Path::of);

  private Page page;
  private String root;

  @Test
  void everyViewIsPhotographed(@TempDir Path folder) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.copy(Path.of("../examples/speech.wav"), given.resolve("speech.wav"));
    TwoClocks.write(given);
    corpus(given);
    Path data = folder.resolve("data");
    try (Studio studio = Studio.start(new StudioConfig(Optional.of(given), data, 0, 1 << 24));
        Browsing browser = Browsing.begin()) {
      page = browser.page();
      page.setDefaultTimeout(300_000);
      root = "http://127.0.0.1:" + studio.port() + "/";
      page.navigate(studio.address());
      page.waitForSelector(".item");
      shoot("welcome", "");
      page.click(".item:has-text('speech')");
      page.waitForSelector(".fit-form:visible");
      shoot("form", "");
      page.selectOption("#fit-quality", "balanced");
      page.click("button[type=submit]:visible");
      page.waitForFunction(
          "() => studio.model !== null && document.querySelector('progress').value > 0.5");
      page.waitForTimeout(1_500);
      shoot("running", "studio-fit");
      page.waitForSelector("dd:text-is('done')");
      page.waitForFunction("() => studio.sweep.progress === 1");
      shoot("done", "");
      page.evaluate("studio.player.seek(30000)");
      for (String panel : new String[] {"abx", "compare", "sync", "take"}) {
        page.click("#tab-" + panel);
        shoot(panel, "");
      }
      page.click("#tab-inside");
      page.waitForSelector(".layer canvas");
      shoot("inside", "");
      element("#panel-inside", "studio-inside");
      zoomed();
      synchronised(given);
      alone(given, data, folder);
      page.navigate(root + "#");
      page.reload();
      page.click(".item:has-text('corpus')");
      page.waitForSelector("#corpus tbody tr");
      shoot("corpus", "");
    }
  }

  /** Some samples, and values between them. */
  private void zoomed() throws IOException {
    page.click("#tab-fit");
    page.evaluate("studio.axis.show(30000, 30023)");
    page.click("label:has-text('1st derivative')");
    page.waitForTimeout(1_500);
    shoot("zoom", "");
    element("#stage", "studio-zoom");
    page.click("label:has-text('1st derivative')");
  }

  private void synchronised(Path given) throws IOException {
    page.evaluate("studio.axis.all()");
    page.click(".item:has-text('camera')");
    page.click("#tab-sync");
    page.selectOption("#sync-other", "recorder.wav");
    page.click("#panel-sync button[type=submit]");
    page.waitForFunction("() => studio.partner != null");
    page.waitForFunction(
        "() => [studio.recording, studio.partner?.recording].every((one) => one?.blocks.ready.size === one?.blocks.count)");
    page.waitForTimeout(1_500);
    shoot("sync", "studio-sync");
    page.click("text=1,024 frames missing");
    page.waitForTimeout(1_500);
    shoot("sync-zoom", "");
    Files.delete(given.resolve("recorder.wav"));
  }

  private void alone(Path given, Path data, Path folder) throws IOException {
    Path model;
    try (Stream<Path> files = Files.walk(data)) {
      model = files.filter(file -> file.endsWith("model.safetensors")).findFirst().orElseThrow();
    }
    Files.copy(model, given.resolve("speech.safetensors"));
    page.navigate(root + "#");
    page.reload();
    page.click(".item:has-text('safetensors')");
    page.waitForFunction("() => globalThis.studio?.sweep.progress === 1");
    page.waitForTimeout(1_500);
    shoot("alone", "");
    Path html = folder.resolve("speech.html");
    try (OutputStream out = Files.newOutputStream(html)) {
      Map<String, String> words = Map.of("title", "A sentence", "licence", "CC0, espeak-ng");
      new HtmlExporter().write(ClipModel.read(model).withProvenance(words), out);
    }
    page.navigate(html.toUri().toString());
    page.waitForFunction("() => globalThis.studio?.sweep.progress === 1");
    page.waitForTimeout(1_500);
    shoot("exported", "");
    page.navigate(root);
    page.waitForSelector(".item");
  }

  private static void corpus(Path given) throws IOException {
    new CsvManifest()
        .write(
            Files.createDirectories(given.resolve("corpus")).resolve("manifest.csv"),
            sink -> {
              for (int i = 1; i < 9; i++) {
                sink.accept(
                    new ManifestRow(
                        "bells/" + i + ".wav",
                        "00",
                        0.5 * i,
                        44_100.0,
                        1L,
                        null,
                        1_000L * i,
                        60L,
                        2.5,
                        46.2 + 0.3 * i,
                        0.4,
                        ManifestRow.OK,
                        null));
              }
              sink.accept(ManifestRow.failed("bells/9.wav", null, "is empty"));
            });
  }

  /** What the window shows, as a picture of docs if it has a name there. */
  private void shoot(String name, String doc) throws IOException {
    if (WRITES && !doc.isEmpty()) {
      page.screenshot(full(DOCS.resolve(doc + ".png")));
    }
    if (ALL.isEmpty()) {
      return;
    }
    Files.createDirectories(ALL.get());
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
      for (int width : new int[] {390, 1280}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, width == 390 ? 844 : 800);
        page.waitForTimeout(700);
        String file =
            "%s-%d-%s.png".formatted(name, width, scheme == ColorScheme.DARK ? "dark" : "light");
        page.screenshot(full(ALL.get().resolve(file)));
      }
    }
  }

  private static Page.ScreenshotOptions full(Path file) {
    return new Page.ScreenshotOptions().setPath(file).setFullPage(true);
  }

  /** A part of the page, as a picture of docs. */
  private void element(String selector, String doc) {
    if (WRITES) {
      page.locator(selector)
          .screenshot(
              new com.microsoft.playwright.Locator.ScreenshotOptions()
                  .setPath(DOCS.resolve(doc + ".png")));
    }
  }
}
