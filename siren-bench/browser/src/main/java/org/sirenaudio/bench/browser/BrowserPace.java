package org.sirenaudio.bench.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sirenaudio.studio.Studio;
import org.sirenaudio.studio.StudioConfig;

/** Measures the page in headless Chromium, which must be installed. */
final class BrowserPace {

  private BrowserPace() {}

  /**
   * @param words an empty folder, the seconds of the long recording, the seconds of playback
   */
  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    Path given = Files.createDirectory(folder.resolve("given"));
    int seconds = Integer.parseInt(words[1]);
    int play = Integer.parseInt(words[2]);
    Material.longRecording(given.resolve("hour.wav"), seconds);
    Material.recordingAndModel(given.resolve("part.wav"), given.resolve("long.safetensors"), play);
    StudioConfig config =
        new StudioConfig(Optional.of(given), Files.createDirectory(folder.resolve("data")), 0, 1);
    try (Studio studio = Studio.start(config);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = chromium(playwright)) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
      page.setDefaultTimeout(60_000 + 2e3 * play);
      page.navigate(studio.address());
      System.out.printf("%d s of stereo:%n", seconds);
      new LongRecording(page).run();
      new Playback(page, "http://127.0.0.1:%d/".formatted(studio.port())).run(play);
    }
  }

  private static Browser chromium(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--autoplay-policy=no-user-gesture-required")));
  }
}
