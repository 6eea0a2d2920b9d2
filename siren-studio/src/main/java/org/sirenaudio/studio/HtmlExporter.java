package org.sirenaudio.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sirenaudio.command.HtmlText;
import org.sirenaudio.error.Figure;
import org.sirenaudio.export.Exporter;
import org.sirenaudio.io.Hashes;
import org.sirenaudio.model.ClipModel;

/**
 * A self-contained HTML page that holds the model and plays and shows it, without server or
 * network. Its content security policy allows only its own script, by hash, and blobs that it
 * creates.
 */
public final class HtmlExporter implements Exporter {

  /** siren.js, after the modules it consists of. */
  private static final List<String> ENGINE =
      List.of("joint.js", "activations.js", "encodings.js", "model-file.js", "siren.js");

  /**
   * The page's modules in dependency order: concatenated after siren.js and the player, which
   * worker and worklet share, they form one script.
   */
  private static final List<String> MODULES =
      List.of(
          "dom.js",
          "fft.js",
          "axis.js",
          "view.js",
          "spots.js",
          "sources.js",
          "sweep.js",
          "spectrogram.js",
          "panes.js",
          "peaks.js",
          "lags.js",
          "lines.js",
          "player.js",
          "controls.js",
          "stage.js",
          "page.js");

  private static final List<String> WORDS = List.of("title", "licence");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ");
  private static final Pattern INDENT = Pattern.compile("(?m)^ +");
  private static final Pattern COMMENT = Pattern.compile("(?m)^ *(//.*|/\\*\\*(?s:.*?)\\*/)\\R");

  @Override
  public String ending() {
    return "html";
  }

  @Override
  public String description() {
    return "web page";
  }

  @Override
  public List<String> words() {
    return WORDS;
  }

  @Override
  public void write(ClipModel model, OutputStream out) throws IOException {
    String style = Pages.text("style.css");
    String start = Pages.text("start.js").strip();
    String page =
        Pages.text("page.html")
            .replace("@SCRIPT_HASH@", hash(start))
            .replace("@STYLE_HASH@", hash(style))
            .replace("@TITLE@", word(model, "title", "A recording as a function of time"))
            .replace("@LICENCE@", word(model, "licence", ""))
            .replace("@FACTS@", facts(model))
            .replace("@STYLE@", style)
            .replace("@START@", start)
            .replace("@SIREN@", joined(ENGINE))
            .replace("@PLAYER@", joined("function-player.js"))
            .replace("@WORKER@", joined("worker.js"))
            .replace("@WORKLET@", joined("player-worklet.js"))
            .replace("@PAGE@", joined(MODULES));
    String[] parts = page.split("@MODEL@", -1);
    out.write(parts[0].getBytes(UTF_8));
    try (OutputStream base64 = Base64.getEncoder().wrap(new Open(out))) {
      model.write(base64);
    }
    out.write(parts[1].getBytes(UTF_8));
    out.flush();
  }

  private static String word(ClipModel model, String name, String otherwise) {
    String text = model.provenance().getOrDefault(name, otherwise);
    // Placeholders are not searched for in substituted text.
    return HtmlText.escaped(text).replace("@", "&#64;");
  }

  private static String joined(List<String> names) {
    return names.stream().map(HtmlExporter::joined).collect(Collectors.joining());
  }

  /** A module's code as part of a script. */
  private static String joined(String name) {
    String code = IMPORT.matcher(Pages.text(name)).replaceAll("");
    String bare = COMMENT.matcher(EXPORT.matcher(code).replaceAll("")).replaceAll("");
    return INDENT.matcher(bare).replaceAll("");
  }

  private static String facts(ClipModel model) {
    return String.format(
        Locale.ROOT,
        "%.1f s in %s",
        model.seconds(),
        Figure.count(model.parameterCount(), "parameter"));
  }

  private static String hash(String text) {
    MessageDigest digest = Hashes.sha256();
    return "sha256-" + Base64.getEncoder().encodeToString(digest.digest(text.getBytes(UTF_8)));
  }

  /** Keeps the stream open when its writer is closed. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
