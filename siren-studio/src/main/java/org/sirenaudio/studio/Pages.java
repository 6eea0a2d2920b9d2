package org.sirenaudio.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The page's files, by name. */
public final class Pages {
  static final String INDEX = "index.html";

  /** The complete list: requests can name only these. */
  static final List<String> NAMES =
      List.of(
          INDEX,
          "style.css",
          "studio.css",
          "icon.svg",
          "abx.js",
          "activations.js",
          "app.js",
          "axis.js",
          "compare.js",
          "controls.js",
          "corpus.js",
          "curves.js",
          "dom.js",
          "encodings.js",
          "fft.js",
          "fit.js",
          "function-player.js",
          "inside.js",
          "joint.js",
          "lags.js",
          "lines.js",
          "model-file.js",
          "panes.js",
          "peaks.js",
          "player-worklet.js",
          "player.js",
          "siren.js",
          "sources.js",
          "spectrogram.js",
          "spots.js",
          "stage.js",
          "sync.js",
          "sweep.js",
          "tabs.js",
          "takeaway.js",
          "vector.js",
          "view.js",
          "worker.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

  private Pages() {}

  static String type(String name) {
    return TYPES.get(name.substring(name.lastIndexOf('.') + 1)) + "; charset=utf-8";
  }

  /** A file of the page that a browser may request. */
  static byte[] asked(String name) {
    if (!NAMES.contains(name)) {
      throw Refusal.notFound("no such page");
    }
    return bytes(name);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Pages.class.getResourceAsStream("web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("a part of the page is missing: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
