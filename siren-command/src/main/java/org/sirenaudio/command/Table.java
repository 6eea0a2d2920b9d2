package org.sirenaudio.command;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.error.Figure;

/**
 * A text table: the first column left-aligned, the others right-aligned. Picocli's TextTable has
 * columns of fixed width and does not align to the right.
 */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(List.of(header));
  }

  public Table row(List<String> cells) {
    rows.add(cells);
    return this;
  }

  /** A number with a fixed number of decimals; a dash for NaN. */
  public static String number(double value, int digits) {
    return Figure.fixed(value, digits);
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        String blank = " ".repeat(widths[c] - row.get(c).length());
        text.append(c == 0 ? row.get(c) + blank : "  " + blank + row.get(c));
      }
      text.append('\n');
    }
    return text.toString().lines().map(String::stripTrailing).reduce((a, b) -> a + "\n" + b).get();
  }
}
