package org.sirenaudio.bench.page;

import java.util.ArrayList;
import java.util.List;

/** Writes a page of headings, paragraphs and tables. */
public final class Markdown {

  private final StringBuilder page = new StringBuilder();

  public Markdown heading(int level, String text) {
    return block("#".repeat(level) + " " + text);
  }

  public Markdown paragraph(String text) {
    return block(text);
  }

  /** A table with aligned columns, so that the source is readable too. */
  public Markdown table(List<String> header, List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(escape(header));
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells under a header of %d".formatted(row.size(), header.size()));
      }
      lines.add(escape(row));
    }
    int[] widths = new int[header.size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], Math.max(3, line.get(c).length()));
      }
    }
    StringBuilder table = new StringBuilder();
    for (int l = 0; l < lines.size(); l++) {
      append(table, lines.get(l), widths);
      if (l == 0) {
        append(table, rule(widths), widths);
      }
    }
    return block(table.toString().stripTrailing());
  }

  private static List<String> escape(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|").replace("\n", " ")).toList();
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    return rule;
  }

  private static void append(StringBuilder table, List<String> cells, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      table.append("| ").append(cell).append(" ".repeat(widths[c] - cell.length() + 1));
    }
    table.append("|\n");
  }

  private Markdown block(String text) {
    if (!page.isEmpty()) {
      page.append('\n');
    }
    page.append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
