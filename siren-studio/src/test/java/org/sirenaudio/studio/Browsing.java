package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real browser and the errors of its pages. */
final class Browsing implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext context;
  private final List<String> errors = new ArrayList<>();

  private Browsing() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-dev-shm-usage",
                            "--autoplay-policy=no-user-gesture-required")));
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  static Browsing begin() {
    return new Browsing();
  }

  /** A new page, whose errors are kept. */
  Page page() {
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text() + " " + message.location());
          }
        });
    return page;
  }

  /** A new page of who has a studio's cookie. */
  Page page(String cookie) {
    String[] parts = cookie.split("=", 2);
    context.addCookies(List.of(new Cookie(parts[0], parts[1]).setDomain("127.0.0.1").setPath("/")));
    return page();
  }

  /** What the pages have complained of so far. */
  List<String> errors() {
    return errors;
  }

  /**
   * Opens a view, in which there may be no serious violation, no small text and no overflow.
   *
   * @param view its address
   * @param shown what is seen when it is there
   */
  void judge(Page page, String view, String shown) {
    page.navigate("about:blank");
    page.navigate(view);
    page.waitForSelector(shown);
    assertThat(
            new AxeBuilder(page)
                .analyze().getViolations().stream()
                    .filter(one -> List.of("serious", "critical").contains(one.getImpact()))
                    .map(one -> view + ": " + one.getId() + " " + one.getNodes()))
        .isEmpty();
    assertThat(
            page.evaluate(
                """
                () => Array.from(document.querySelectorAll("body *"))
                  .filter((e) => e.offsetParent !== null && Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim() !== ""))
                  .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 12).map((e) => e.outerHTML)
                """))
        .isEqualTo(List.of());
    assertThat(
            ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .doubleValue())
        .isNotPositive();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
