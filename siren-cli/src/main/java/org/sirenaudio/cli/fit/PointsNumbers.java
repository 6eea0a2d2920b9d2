package org.sirenaudio.cli.fit;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.sirenaudio.error.BadDataException;

/** Parses the numbers of a CSV file, and detects ambiguous commas. */
final class PointsNumbers {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][-+]?\\d+)?");

  private static final Pattern NOT_FINITE = Pattern.compile("(?i)[-+]?(nan|inf(inity)?)");

  /** The digits after a decimal comma, where they are not an integer. */
  private static final Pattern DECIMALS = Pattern.compile("0\\d+");

  private final PointsDialect dialect;
  private boolean commas;
  private boolean points;
  private boolean wholeTimes = true;
  private boolean wholeValues = true;
  private boolean evenValues = true;

  PointsNumbers(PointsDialect dialect) {
    this.dialect = dialect;
  }

  /** Whether a line consists of names only. */
  static boolean isNames(List<String> cells) {
    return cells.stream()
        .noneMatch(
            cell ->
                cell.isEmpty()
                    || NUMBER.matcher(cell).matches()
                    || NOT_FINITE.matcher(cell).matches());
  }

  double[] row(List<String> cells, PointsLine line) throws BadDataException {
    double[] row = new double[cells.size()];
    for (int k = 0; k < row.length; k++) {
      row[k] = number(cells.get(k), k == 0 ? "time" : "value", line);
    }
    boolean whole = cells.subList(1, cells.size()).stream().allMatch(PointsNumbers::isWhole);
    wholeTimes &= isWhole(cells.getFirst());
    wholeValues &= whole;
    evenValues &= cells.size() % 2 == 1;
    return row;
  }

  private static boolean isWhole(String cell) {
    return cell.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+');
  }

  private double number(String cell, String what, PointsLine line) throws BadDataException {
    if (cell.isEmpty()) {
      throw line.bad("has an empty cell; give a number or remove the line");
    }
    boolean number = NUMBER.matcher(cell).matches();
    if (number) {
      commas |= cell.indexOf(',') >= 0;
      points |= cell.indexOf('.') >= 0;
    }
    if (commas && points) {
      throw line.bad(
          "'%s': the file mixes decimal commas and decimal points; use one of them", cell);
    }
    if (dialect.separatesByComma() && DECIMALS.matcher(cell).matches()) {
      throw line.bad(
          "'%s' may be the decimals of a comma; separate the columns by semicolons", cell);
    }
    double value =
        number
            ? Double.parseDouble(cell.replace(',', '.'))
            : NOT_FINITE.matcher(cell).matches() ? Double.NaN : refuse(cell, line);
    if (!Float.isFinite((float) value)) {
      throw line.bad("the %s is %s; remove the line", what, cell);
    }
    return value;
  }

  private static double refuse(String cell, PointsLine line) throws BadDataException {
    throw line.bad("'%s' is not a number", cell);
  }

  /**
   * Rejects commas that could be separators or decimal: all numbers are integers, or all values are
   * and could be joined in pairs.
   */
  void requireUnambiguous(Path path) throws BadDataException {
    if (dialect.separatesByComma() && wholeValues && !commas && (wholeTimes || evenValues)) {
      throw new BadDataException(
          path
              + ": its commas are ambiguous, decimal or separators; separate columns by semicolons,"
              + " or write values as 1.0");
    }
  }
}
