package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What function-player.js makes of speeds, switches and loops, sample by sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayerIT {

  /** A player of a sine of so many Hz at 48 kHz, its output as one array. */
  private static final String PLAYER =
      """
      const { FunctionPlayer } = await import("/web/function-player.js");
      const rate = 48000, frames = 16384 * 8;
      const player = new FunctionPlayer(rate, ({ type, source, index }) => {
        if (type === "need") needed.push([source, index]);
      });
      const needed = [];
      const tone = (hertz, gain) => (i) => gain * Math.sin(2 * Math.PI * hertz * i / rate);
      const kinds = { recording: tone(hertz, 0.5), model: tone(hertz, 0.25) };
      player.take({ type: "load", frames, channels: 1, sampleRate: rate, files: {} });
      const block = (source, index) => player.take({ type: "block", source, index,
        samples: [Float32Array.from({ length: 16384 }, (_, i) => kinds[source](index * 16384 + i))] });
      for (const source of ["recording", "model"]) for (let i = 0; i < 8; i++) block(source, i);
      player.take({ type: "source", source: "recording" });
      const play = (quanta) => {
        const out = new Float32Array(128 * quanta);
        for (let q = 0; q < quanta; q++) player.fill([out.subarray(128 * q, 128 * (q + 1))]);
        return out;
      };
      const peak = (x) => x.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
      // A sine has |x''| ≤ peak·ω²: what exceeds that is a click.
      const click = (x) => {
        let most = 0;
        for (let i = 1; i + 1 < x.length; i++) most = Math.max(most, Math.abs(x[i - 1] - 2 * x[i] + x[i + 1]));
        return most / (0.5 * (2 * Math.PI * hertz / rate) ** 2);
      };
      """;

  private Studio studio;
  private Browsing browser;
  private Page page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    studio =
        Studio.start(
            new StudioConfig(
                Optional.of(folder.resolve("given")), folder.resolve("data"), 0, 1 << 20));
    browser = Browsing.begin();
    page = browser.page();
    page.navigate(studio.address());
    page.waitForSelector(".item");
  }

  @AfterAll
  void end() throws IOException {
    browser.close();
    studio.close();
  }

  private double number(int hertz, String script) {
    Object value = page.evaluate("async (hertz) => {" + PLAYER + script + "}", hertz);
    return ((Number) value).doubleValue();
  }

  @Test
  void switchingLoopingAndSpeedChangesDoNotClick() {
    double most =
        number(
            200,
            """
            player.take({ type: "set", values: { playing: true, speed: 1 } });
            const parts = [play(60)];
            player.take({ type: "source", source: "model" });
            parts.push(play(30));
            player.take({ type: "set", values: { levels: { model: 2 } } });
            parts.push(play(30));
            player.take({ type: "source", source: "recording" });
            parts.push(play(30));
            player.take({ type: "set", values: { speed: -1.5 } });
            parts.push(play(60));
            player.take({ type: "set", values: { speed: 1, loop: [2000, 5013] } });
            parts.push(play(120));
            player.take({ type: "set", values: { playing: false, tape: true } });
            parts.push(play(900));
            const all = Float32Array.from(parts.flatMap((part) => Array.from(part)));
            return peak(all.subarray(0, 6000)) > 0.45 && peak(all.subarray(-1000)) === 0 ? click(all) : NaN;
            """);
    assertThat(most).isLessThan(6);
  }

  @Test
  void contentAboveTheOutputsNyquistFrequencyIsFiltered() {
    // At speed 4, 9 kHz is 36 kHz, which would fold to 12; 2.9 kHz is 11.6 and stays.
    double folded =
        number(
            9000,
            """
            player.take({ type: "set", values: { playing: true, speed: 4 } });
            play(60);
            return peak(play(60)) / 0.5;
            """);
    double kept =
        number(
            2900,
            """
            player.take({ type: "set", values: { playing: true, speed: 4 } });
            play(60);
            return peak(play(60)) / 0.5;
            """);
    System.out.printf("folded at speed 4: %.1f dB%n", 20 * Math.log10(folded));
    assertThat(folded).isLessThan(1e-3);
    assertThat(kept).isBetween(0.98, 1.02);
  }

  @Test
  void aTapeStopLowersThePitchToAStop() {
    double seconds =
        number(
            400,
            """
            player.take({ type: "set", values: { playing: true, speed: 1 } });
            play(100);
            player.take({ type: "set", values: { playing: false, tape: true } });
            let quanta = 0;
            while (player.ratio !== 0 && quanta < 5000) { play(1); quanta++; }
            return quanta * 128 / rate;
            """);
    assertThat(seconds).isBetween(0.5, 2.0);
  }

  /** As over plain http from another machine, or from file:// in some browsers. */
  @Test
  void playbackWorksWithoutAWorklet() {
    Page other = browser.page();
    other.addInitScript("delete AudioContext.prototype.__proto__.audioWorklet;");
    other.navigate("http://127.0.0.1:" + studio.port() + "/");
    other.click(".item");
    other.waitForSelector(".play:visible");
    other.click("button:text-is('Loop')");
    other.click(".play");
    other.waitForFunction("() => studio.player.level() > 0.02");
    assertThat(other.evaluate("studio.player.ahead")).isEqualTo(true);
    other.close();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theProbabilityOfGuessingIsBinomial() {
    Object chances =
        page.evaluate(
            """
            async () => {
              const { chance } = await import("/web/abx.js");
              return { all: chance(16, 16), twelve: chance(12, 16), none: chance(0, 8) };
            }
            """);
    Map<?, ?> values = (Map<?, ?>) chances;
    assertThat(((Number) value(values, "all")).doubleValue()).isCloseTo(1 / 65536.0, near());
    // 2517 of the 65536 ways.
    assertThat(((Number) value(values, "twelve")).doubleValue()).isCloseTo(2517 / 65536.0, near());
    assertThat(((Number) value(values, "none")).doubleValue()).isCloseTo(1, near());
  }

  private static Object value(Map<?, ?> values, String key) {
    return java.util.Objects.requireNonNull(values.get(key));
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }
}
