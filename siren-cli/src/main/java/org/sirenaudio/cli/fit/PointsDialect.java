package org.sirenaudio.cli.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the lines of a CSV file are parted into cells. One separator serves the whole file:
 * semicolons where there are any, else tabs, else commas, else blanks; so commas are decimal where
 * something else separates.
 */
record PointsDialect(char separator) {

  private static final char BLANK = ' ';

  /** Numbers with blanks between, which no comma or point makes one cell. */
  private static final Pattern NUMBERS_APART = Pattern.compile("\\d\\s+[-+.,\\d]");

  /** What the spreadsheet that begins a file so wants its separator to be. */
  private static final Pattern NAMED = Pattern.compile("(?i)sep=(.)");

  /** The dialect of a file's lines, those of numbers and others. */
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

  /** Whether a line only names the separator. */
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

  /** A line's cells, without blanks and quotes around them; a quoted separator does not part. */
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
