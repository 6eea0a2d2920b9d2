package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.error.BadDataException;

/**
 * Values at uneven instants, from a CSV file: a line each of the time in seconds and one value per
 * channel, in order of time; a first line of names is skipped.
 *
 * @param seconds strictly ascending
 * @param values {@code [channels][seconds.length]}
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record PointsFile(double[] seconds, float[][] values) {

  private static final int MOST_CHANNELS = 64;

  static boolean isOne(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Reads a file.
   *
   * @throws BadDataException naming the first line that is no good, and why
   */
  static PointsFile read(Path path) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (CharacterCodingException e) {
      throw new BadDataException(path + ": is not text; a CSV file of time,value is needed", e);
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      LineNumber place = new LineNumber(path, i + 1);
      double[] row = row(line, place, rows.isEmpty());
      if (row.length == 0) {
        continue;
      }
      if (!rows.isEmpty()) {
        place.check(rows.getLast(), row);
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new BadDataException(path + ": has no points; give a line of time,value for each");
    }
    if (rows.getFirst()[0] < 0) {
      throw new BadDataException(
          path + ": begins at " + rows.getFirst()[0] + " s; times are counted from 0");
    }
    double[] seconds = new double[rows.size()];
    float[][] values = new float[rows.getFirst().length - 1][rows.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = rows.get(i)[0];
      for (int c = 0; c < values.length; c++) {
        values[c][i] = (float) rows.get(i)[c + 1];
      }
    }
    return new PointsFile(seconds, values);
  }

  /** Some of the points. */
  PointsFile only(BitSet wanted) {
    int[] places = wanted.stream().toArray();
    double[] instants = new double[places.length];
    float[][] kept = new float[values.length][places.length];
    for (int i = 0; i < places.length; i++) {
      instants[i] = seconds[places[i]];
      for (int c = 0; c < kept.length; c++) {
        kept[c][i] = values[c][places[i]];
      }
    }
    return new PointsFile(instants, kept);
  }

  /** The line's numbers; none for a first line of names. */
  private static double[] row(String line, LineNumber place, boolean first)
      throws BadDataException {
    String[] cells = line.split("[,;\t]", -1);
    if (cells.length < 2 || cells.length > MOST_CHANNELS + 1) {
      throw place.bad("has %d columns; time,value is needed", cells.length);
    }
    double[] row = new double[cells.length];
    for (int k = 0; k < row.length; k++) {
      try {
        row[k] = Double.parseDouble(cells[k].strip());
      } catch (NumberFormatException e) {
        if (first && place.number() == 1) {
          return new double[0];
        }
        throw place.bad("'%s' is not a number", cells[k].strip());
      }
      if (!Float.isFinite((float) row[k])) {
        throw place.bad(
            "the %s is %s; take the line out", k == 0 ? "time" : "value", cells[k].strip());
      }
    }
    return row;
  }

  /** A place in a file, for complaints. */
  private record LineNumber(Path path, int number) {

    void check(double[] before, double[] row) throws BadDataException {
      if (row.length != before.length) {
        throw bad("has %d columns, the line before has %d", row.length, before.length);
      }
      if (row[0] == before[0]) {
        throw bad("the time %s stands twice; keep one value for each time", row[0]);
      }
      if (row[0] < before[0]) {
        throw bad("the time %s comes after %s; sort the lines by time", row[0], before[0]);
      }
    }

    BadDataException bad(String format, Object... values) {
      return new BadDataException(
          path + ": line " + number + ": " + String.format(Locale.ROOT, format, values));
    }
  }
}
