package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page loads, and shows of a fit that another client has started. */
class PageIT {
  private static final int MOST_BYTES = 400_000;

  @TempDir private Path folder;

  @Test
  void thePageIsSmall() throws Exception {
    try (Studio studio = studio();
        StudioClient client = new StudioClient(studio);
        Browsing browser = Browsing.begin()) {
      Page page = open(studio, client, browser);
      page.waitForFunction("() => globalThis.studio?.recording.blocks.ready.size > 0");
      Object bytes =
          page.evaluate(
              """
              () => {
                const files = performance.getEntriesByType("resource").filter((one) => !one.name.includes("/api/"));
                const [entry] = performance.getEntriesByType("navigation");
                return files.reduce((sum, one) => sum + one.encodedBodySize, entry.encodedBodySize);
              }
              """);
      assertThat(((Number) bytes).doubleValue()).isBetween(50_000.0, (double) MOST_BYTES);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void aPageOpenedDuringAFitShowsItsModel() throws Exception {
    try (Studio studio = studio();
        StudioClient client = new StudioClient(studio);
        Browsing browser = Browsing.begin()) {
      Matcher id = Pattern.compile("\"id\":\"([0-9a-f]{16})\"").matcher(library(client));
      assertThat(id.find()).isTrue();
      client.form("/api/fits", "recording=" + id.group(1) + "&quality=fine");
      Page page = open(studio, client, browser);
      page.waitForFunction("() => globalThis.studio?.model != null");
      assertThat(browser.errors()).isEmpty();
    }
  }

  private Studio studio() throws Exception {
    Path given = Files.createDirectories(folder.resolve("given"));
    Path sound = Files.copy(Path.of("../examples/speech.wav"), given.resolve("speech.wav"));
    return Studio.start(new StudioConfig(Optional.of(sound), folder.resolve("data"), 0, 1000));
  }

  private static Page open(Studio studio, StudioClient client, Browsing browser) {
    Page page = browser.page(client.cookie());
    page.navigate("http://127.0.0.1:" + studio.port() + "/");
    page.waitForFunction("() => globalThis.studio != null");
    return page;
  }

  private static String library(StudioClient client) throws Exception {
    return client.get("/api/library").body();
  }
}
