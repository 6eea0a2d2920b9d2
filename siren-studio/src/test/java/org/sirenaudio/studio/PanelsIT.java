package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.CsvManifest;
import org.sirenaudio.model.ClipModel;

/** The panels under a sound, in a real browser; later tests use the fits of earlier ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PanelsIT {
  private static final List<String> PANELS = List.of("fit", "abx", "inside", "compare", "take");

  private Path folder;
  private Studio studio;
  private Browsing browser;
  private Page page;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.write(given.resolve("a.wav"), Tones.wav(1));
    Files.createDirectories(given.resolve("corpus"));
    new CsvManifest()
        .write(
            given.resolve("corpus/manifest.csv"),
            sink -> {
              for (int i = 0; i < 9; i++) {
                sink.accept(ManifestRow.failed("sub/" + i + ".wav", null, "is empty"));
              }
            });
    studio = Studio.start(new StudioConfig(Optional.of(given), folder.resolve("data"), 0, 1 << 20));
    browser = Browsing.begin();
    page = browser.page();
    page.navigate(studio.address());
    page.click(".item:has-text('a.wav')");
    page.waitForSelector(".fit-form:visible");
    page.selectOption("#fit-quality", "draft");
    page.click("summary");
    page.fill("#fit-gap", "0.2:0.21");
    page.click(".fit-form button[type=submit]");
    page.waitForSelector("dd:text-is('done')");
    page.waitForFunction("() => studio.model !== null && studio.sweep.progress === 1");
  }

  @AfterAll
  void end() throws IOException {
    browser.close();
    studio.close();
  }

  private double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  @Test
  @Order(1)
  void heldOutFramesAreMarked() {
    assertThat(number("studio.unseen.count")).isEqualTo(1);
    assertThat(page.evaluate("[studio.unseen.has(1599), studio.unseen.has(1600)]"))
        .isEqualTo(List.of(false, true));
  }

  /** Its file says so wherever it is opened. */
  @Test
  @Order(1)
  void heldOutFramesAreMarkedForAModelAlone() throws IOException {
    Files.copy(model(), folder.resolve("given/gaps.safetensors"));
    Page other = browser.page();
    other.navigate("http://127.0.0.1:" + studio.port() + "/#item=" + id("model"));
    other.waitForFunction("() => globalThis.studio?.model != null");
    assertThat(other.evaluate("[studio.unseen.has(1599), studio.unseen.has(1600)]"))
        .isEqualTo(List.of(false, true));
    other.close();
  }

  @Test
  @Order(2)
  void theBlindTestHidesItsScoreUntilTheEnd() {
    page.click("#tab-abx");
    page.selectOption("#panel-abx select >> nth=2", "8");
    page.click("text=Start the test");
    page.waitForFunction("() => studio.player.level() > 0.01");
    for (int i = 0; i < 8; i++) {
      assertThat(page.locator("#panel-abx").innerText())
          .contains("Trial " + (i + 1) + " of 8")
          .doesNotContain("right", "p =");
      assertThat(page.locator(".toolbar [data-source]:visible").count()).isZero();
      assertThat(page.url()).doesNotContain("listen=model");
      for (String key : new String[] {"1", "2", "3"}) {
        page.keyboard().press(key);
      }
      // Who knows the answers gets all of them right.
      page.keyboard().press(page.evaluate("studio.player.source").equals("recording") ? "a" : "b");
    }
    assertThat(page.locator(".result").innerText()).contains("8 of 8 right", "p = 0.0039");
    assertThat(page.locator(".toolbar [data-source]:visible").count()).isEqualTo(3);
  }

  @Test
  @Order(3)
  void anOmegaSliderChangesItsWindowAtOnce() {
    page.evaluate("studio.player.seek(0)");
    page.click("#tab-inside");
    page.waitForSelector(".layer canvas");
    assertThat(page.locator("#panel-inside").innerText()).contains("Window 1 of");
    String here = "studio.model.evaluate([10])[0][0]";
    double before = number(here);
    double far = number("studio.model.evaluate([3900])[0][0]");
    page.evaluate(
        "() => { const s = document.getElementById('omega-first'); s.value = 0.5;"
            + " s.dispatchEvent(new Event('input')); }");
    assertThat(number(here)).isNotEqualTo(before);
    if (number("studio.model.windows") > 2) {
      assertThat(number("studio.model.evaluate([3900])[0][0]")).isEqualTo(far);
    }
    page.click("text=Reset to the fit");
    assertThat(number(here)).isEqualTo(before);
    // The traced output of the last layer is the window's part of the model.
    assertThat(
            number(
                "studio.model.trace(0, [0]).at(-1).values[0] - studio.model.evaluate([0])[0][0]"))
        .isZero();
  }

  @Test
  @Order(4)
  void upToFourNetworksAreCompared() {
    page.click("#tab-compare");
    page.fill("input[name=amount]", "2");
    page.selectOption("select[name=unit]", "steps");
    page.click("text=Run these fits");
    page.waitForFunction(
        "() => document.querySelectorAll('#panel-compare tbody input:not([disabled])').length ==="
            + " 3");
    for (int i = 0; i < 3; i++) {
      page.click("#panel-compare tbody input:not([disabled]):not(:checked)");
      page.waitForFunction("n => studio.others.length === n", i + 1);
    }
    page.waitForFunction("() => studio.others.every((other) => other.sweep.progress === 1)");
    assertThat(page.locator("#panel-compare .sides figure").count()).isEqualTo(4);
    page.keyboard().press("5");
    assertThat(page.evaluate("studio.player.source")).isEqualTo("c");
    page.waitForFunction("() => location.hash.includes('compare=')");
    page.reload();
    page.waitForFunction("() => globalThis.studio?.others.length === 3");
  }

  @Test
  @Order(5)
  void modelRenderingViewAndPageCanBeExported() throws IOException {
    page.click("#tab-take");
    page.fill("#take-rate", "11025");
    page.fill("#take-title", "Two tones");
    page.fill("#take-licence", "CC0, nobody");
    Clip clip = Clip.read(saved("Save the sound"));
    assertThat(clip.sampleRate()).isEqualTo(11025);
    assertThat(Files.size(saved("Save the model"))).isPositive();
    assertThat(Files.readString(saved("Save as a page"))).contains("Two tones", "CC0, nobody");
    String svg = Files.readString(saved("Picture as SVG"));
    assertThat(svg)
        .startsWith("<svg xmlns=")
        .contains("Spectrogram of the error<", "data:image/png")
        .endsWith("</svg>\n");
    assertThat(Files.readAllBytes(saved("Picture as PNG"))).startsWith(0x89, 'P', 'N', 'G');
    page.navigate(saved("Picture as SVG").toUri().toString());
    assertThat(page.locator("svg > svg").count()).isGreaterThan(5);
    page.goBack();
    page.waitForFunction("() => globalThis.studio?.model != null");
  }

  private Path saved(String button) {
    Download download = page.waitForDownload(() -> page.click("text=" + button));
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  @Test
  @Order(6)
  void theCorpusIsSortedAndFiltered() {
    page.click(".item:has-text('corpus')");
    page.waitForSelector("#corpus tbody tr");
    assertThat(page.locator("#corpus tbody tr").count()).isEqualTo(9);
    page.click("#corpus th button:has-text('Recording')");
    assertThat(page.locator("#corpus tbody th").first().innerText()).isEqualTo("sub/8.wav");
    page.fill("#corpus input", "3.wav failed");
    assertThat(page.locator("#corpus tbody tr").count()).isEqualTo(1);
    assertThat(page.locator("#corpus [role=status]").innerText()).contains("1 of 9");
  }

  /**
   * Every view, light and dark, wide and narrow: no serious violation, no small text, no overflow.
   */
  @Test
  @Order(7)
  void everyViewIsAccessible() throws IOException {
    String item = id("recording");
    String corpus = id("corpus");
    Path fitted = model();
    String model = id("model");
    Path exported = folder.resolve("exported.html");
    try (OutputStream out = Files.newOutputStream(exported)) {
      ClipModel told =
          ClipModel.read(fitted)
              .withProvenance(Map.of("title", "Two tones", "licence", "CC0, nobody"));
      new HtmlExporter().write(told, out);
    }
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 390}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, width == 390 ? 844 : 800);
        String root = "http://127.0.0.1:" + studio.port() + "/#";
        browser.judge(page, root, "#welcome");
        browser.judge(page, root + "item=" + corpus, "#corpus tr");
        browser.judge(page, root + "item=" + model, "#panel-inside:visible");
        browser.judge(page, exported.toUri().toString(), ".panes");
        for (String panel : PANELS) {
          browser.judge(
              page, root + "item=" + item + "&panel=" + panel, "#panel-" + panel + ":visible");
        }
      }
    }
    assertThat(browser.errors()).isEmpty();
  }

  /** The first thing of a kind that the studio lists. */
  private String id(String kind) {
    return String.valueOf(
        page.evaluate(
            "kind => fetch('/api/library').then(r => r.json()).then(l => l.items.find(i => i.kind"
                + " === kind).id)",
            kind));
  }

  /** The file of the first fit. */
  private Path model() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data/fits"))) {
      return all.filter(file -> file.endsWith("model.safetensors")).findFirst().orElseThrow();
    }
  }
}
