package org.sirenaudio.command;

/** Text in HTML pages. */
public final class HtmlText {

  private HtmlText() {}

  /** The text with all characters that mean something to HTML as entities. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
