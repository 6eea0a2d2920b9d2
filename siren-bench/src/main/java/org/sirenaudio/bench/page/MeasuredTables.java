package org.sirenaudio.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sirenaudio.bench.console.Checkout;

/** The measured tables of a page written by hand; each follows a comment with its name. */
public final class MeasuredTables {

  private final Path page;
  private String text;

  /**
   * @param path the page, relative to the checkout's root
   */
  public MeasuredTables(String path) throws IOException {
    page = Checkout.file(path);
    text = Files.readString(page);
  }

  /**
   * Replaces a table, which extends from its comment to the next empty line.
   *
   * @throws IOException if the page has no comment {@code <!-- measured: name -->}
   */
  public void put(String name, List<String> header, List<List<String>> rows) throws IOException {
    String mark = "<!-- measured: " + name + " -->\n";
    int from = text.indexOf(mark);
    if (from < 0) {
      throw new IOException(page + ": no line " + mark.strip());
    }
    int end = text.indexOf("\n\n", from);
    String table = new Markdown().table(header, rows).toString();
    text =
        text.substring(0, from + mark.length()) + table + (end < 0 ? "" : text.substring(end + 1));
  }

  /** The page with its new tables. */
  @Override
  public String toString() {
    return text;
  }
}
