package org.sirenaudio.cli.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cell separator of a CSV file. One separator applies to the whole file: semicolons if there
 * are any, else tabs, else commas, else spaces; commas are thus decimal if something else
 * separates. Commons CSV reads any separator but detects none.
 */
record PointsDialect(char separator) {

  private static final char BLANK = ' ';

  /** Numbers separated by spaces, which no comma or point joins to one cell. */
  private static final Pattern NUMBERS_APART = Pattern.compile("\\d\\s+[-+.,\\d]");

  /** A spreadsheet's sep= line at the start of a file. */
  private static final Pattern NAMED = Pattern.compile("(?i)sep=(.)");

  /** The dialect of a file's lines, numeric and others. */
  static PointsDialect of(List<PointsLine> lines) {
    if (!lines.isEmpty() && isDirective(lines.getFirst())) {
      return new PointsDialect(lines.getFirst().text().charAt("sep=".length()));
    }
    List<String> numbers =
        lines.stream().map(PointsLine::text).filter(PointsDialect::beginsAsNumber).toList();
    for (char candidate : new char[] {';', '\t'}) {
      if (numbers.stream().anyMatch(line -> line.indexOf(candidate) >= 0)) {
        return new PointsDialect(candidate);
      }
    }
    boolean apart =
        !numbers.isEmpty() && numbers.stream().allMatch(line -> NUMBERS_APART.matcher(line).find());
    boolean comma = numbers.stream().anyMatch(line -> line.indexOf(',') >= 0);
    return new PointsDialect(apart || (!comma && !numbers.isEmpty()) ? BLANK : ',');
  }

  /** Whether a line only declares the separator. */
  static boolean isDirective(PointsLine line) {
    return line.number() == 1 && NAMED.matcher(line.text()).matches();
  }

  private static boolean beginsAsNumber(String line) {
    String start = line.replaceFirst("^[\\s\"+-]+", "");
    return !start.isEmpty() && "0123456789.,".indexOf(start.charAt(0)) >= 0;
  }

  boolean separatesByComma() {
    return separator == ',';
  }

  boolean separatesByBlank() {
    return separator == BLANK;
  }

  /** A line's cells, without surrounding spaces and quotes; quoted separators do not split. */
  List<String> cells(String line) {
    if (separatesByBlank()) {
      return List.of(line.strip().split("\\s+"));
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
