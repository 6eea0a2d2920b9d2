package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs a fit that a page shows it, and how soon the page shows something. */
class ViewerIT {
  private static final int ROUNDS = Integer.getInteger("siren.rounds", 2);
  private static final int STEPS = Integer.getInteger("siren.steps", 60);
  private static final int MOST_PAGE_BYTES = 400_000;

  @Test
  void aViewerCostsAFitLittle(@TempDir Path folder) throws Exception {
    Path given = Files.createDirectories(folder.resolve("given"));
    Path sound = Files.copy(Path.of("../examples/speech.wav"), given.resolve("speech.wav"));
    try (Studio studio =
            Studio.start(new StudioConfig(Optional.of(sound), folder.resolve("data"), 0, 1000));
        StudioClient client = new StudioClient(studio);
        Browsing browser = Browsing.begin()) {
      Page page = browser.page(client.cookie());
      String home = "http://127.0.0.1:" + studio.port() + "/";
      firstView(page, home);
      String recording = found("\"id\":\"([0-9a-f]{16})\"", client.get("/api/library").body());
      fit(client, recording);
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        page.navigate("about:blank");
        double alone = fit(client, recording);
        page.navigate(home);
        page.waitForFunction("() => globalThis.studio != null");
        double watched = fit(client, recording);
        ratios[round] = alone / watched;
        System.out.printf("alone %.2f s, with a viewer %.2f s%n", alone, watched);
      }
      Arrays.sort(ratios);
      System.out.printf(
          "with a viewer a fit has %.3f of its speed (median of %d)%n",
          (ratios[(ROUNDS - 1) / 2] + ratios[ROUNDS / 2]) / 2, ROUNDS);
      assertThat(page.evaluate("studio.model !== null")).isEqualTo(true);
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static void firstView(Page page, String home) {
    page.navigate(home);
    page.waitForFunction("() => globalThis.studio?.recording.blocks.ready.size > 0");
    page.navigate("about:blank");
    page.navigate(home);
    page.waitForFunction("() => globalThis.studio?.recording.blocks.ready.size > 0");
    Object facts =
        page.evaluate(
            """
            () => {
              const files = performance.getEntriesByType("resource").filter((one) => !one.name.includes("/api/"));
              const [entry] = performance.getEntriesByType("navigation");
              const paints = performance.getEntriesByType("paint").map((one) => one.startTime);
              return [files.reduce((sum, one) => sum + one.encodedBodySize, entry.encodedBodySize), Math.max(...paints) - entry.responseStart, performance.now() - entry.responseStart];
            }
            """);
    double[] values =
        ((java.util.List<?>) facts)
            .stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    System.out.printf(
        "the page has %.0f bytes; painted %.0f ms and the waveform drawn within %.0f ms of the first byte%n",
        values[0], values[1], values[2]);
    assertThat(values[0]).isBetween(50_000.0, (double) MOST_PAGE_BYTES);
  }

  /** A fit's seconds by its own clock. */
  private static double fit(StudioClient client, String recording) throws Exception {
    String id =
        found(
            "\"id\":\"([0-9a-f]{16})\"",
            client
                .form("/api/fits", "recording=" + recording + "&quality=balanced&steps=" + STEPS)
                .body());
    while (true) {
      String answer = client.get("/api/fits/" + id).body();
      if (answer.contains("\"state\":\"done\"")) {
        return Double.parseDouble(found("\"elapsedSeconds\":([0-9.E-]+)", answer));
      }
      assertThat(answer).contains("\"state\":\"running\"");
      Thread.sleep(100);
    }
  }

  private static String found(String pattern, String answer) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(answer);
    assertThat(matcher.find()).as(answer).isTrue();
    return matcher.group(1);
  }
}
