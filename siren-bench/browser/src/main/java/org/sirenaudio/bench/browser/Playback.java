package org.sirenaudio.bench.browser;

import com.microsoft.playwright.Page;

/**
 * Playback of a model while a fit uses all cores.
 *
 * @param address of the studio, without its token
 */
record Playback(Page page, String address) {

  private static final double RATE = Material.RATE;

  void run(int seconds) {
    page.navigate("about:blank");
    page.navigate(address);
    page.click(".item:has-text('long')");
    page.waitForFunction("() => globalThis.studio?.sweep.progress === 1");
    fit();
    page.click(".play");
    page.waitForFunction("() => studio.player.position > studio.axis.sampleRate");
    double before = number("studio.player.dropouts");
    double begun = number("studio.player.position");
    long at = System.nanoTime();
    page.waitForTimeout(1e3 * seconds);
    double heard = (number("studio.player.position") - begun) / RATE;
    double took = 1e-9 * (System.nanoTime() - at);
    double late = number("studio.player.dropouts") - before;
    System.out.printf(
        "%.1f s heard in %.1f s beside a fit: %.0f drop-outs; the model is evaluated %.0f times"
            + " faster than it plays%n",
        heard, took, late, number("studio.model.speed"));
  }

  /** A fit that does not end meanwhile. */
  private void fit() {
    page.evaluate(
        """
        async () => {
          const { items } = await (await fetch("/api/library")).json();
          const recording = items.find((item) => item.name.startsWith("part")).id;
          const body = new URLSearchParams({ recording, quality: "fine", steps: 100000, layers: 4, hidden: 128 });
          return (await fetch("/api/fits", { method: "POST", body })).status;
        }
        """);
  }

  private double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
