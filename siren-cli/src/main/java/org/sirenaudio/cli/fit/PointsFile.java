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
 * Values at non-uniform instants from a CSV file: per line the time and one value per channel, in
 * time order. Times are in seconds, unless a header line gives another unit; {@link PointsDialect}
 * determines the separator. Ambiguous content is rejected.
 *
 * @param seconds strictly ascending
 * @param values {@code [channels][seconds.length]}
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record PointsFile(double[] seconds, float[][] values) {

  private static final int MOST_CHANNELS = 64;

  /** Larger values are unlikely to be amplitudes: 18 dB over full scale. */
  private static final double PLAUSIBLE_PEAK = 8;

  static boolean isOne(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Reads a file.
   *
   * @throws BadDataException naming the first invalid line, and why
   */
  static PointsFile read(Path path) throws IOException {
    List<PointsLine> lines = lines(path);
    PointsDialect dialect = PointsDialect.of(lines);
    PointsNumbers numbers = new PointsNumbers(dialect);
    PointsNames names = PointsNames.NONE;
    List<double[]> rows = new ArrayList<>();
    int named = 0;
    for (PointsLine line : lines) {
      if (PointsDialect.isDirective(line)) {
        continue;
      }
      List<String> cells = dialect.cells(line.text());
      if (cells.size() < 2 || cells.size() > MOST_CHANNELS + 1) {
        throw line.bad("has %d columns; time,value is required", cells.size());
      }
      if (rows.isEmpty() && named == 0 && PointsNumbers.isNames(cells)) {
        names = PointsNames.of(cells, line);
        named = cells.size();
        continue;
      }
      if (rows.isEmpty() && named > 0 && named != cells.size() && !dialect.separatesByBlank()) {
        throw line.bad("has %d columns but the header has %d", cells.size(), named);
      }
      rows.add(numbers.row(cells, line));
    }
    if (rows.isEmpty()) {
      throw new BadDataException(path + ": has no points; give one line of time,value per point");
    }
    numbers.requireUnambiguous(path);
    return of(rows, names, path, lines.subList(lines.size() - rows.size(), lines.size()));
  }

  private static List<PointsLine> lines(Path path) throws IOException {
    List<String> all;
    try {
      all = Files.readAllLines(path);
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          path + ": is not UTF-8 text; a CSV file of time,value is required", e);
    }
    List<PointsLine> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String text = all.get(i);
      // Spreadsheets start UTF-8 files with a byte order mark.
      String line = (i == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        lines.add(new PointsLine(path, i + 1, line));
      }
    }
    return lines;
  }

  private static PointsFile of(
      List<double[]> rows, PointsNames names, Path path, List<PointsLine> lines)
      throws BadDataException {
    double[] seconds = new double[rows.size()];
    float[][] values = new float[rows.getFirst().length - 1][rows.size()];
    for (int i = 0; i < seconds.length; i++) {
      double[] row = rows.get(i);
      if (i > 0) {
        check(rows.get(i - 1), row, lines.get(i));
      }
      seconds[i] = row[0] * names.secondsPerUnit();
      for (int c = 0; c < values.length; c++) {
        values[c][i] = (float) row[c + 1];
      }
    }
    if (seconds[0] < 0) {
      throw new BadDataException(
          path + ": starts at " + seconds[0] + " s; times must not be negative");
    }
    return new PointsFile(seconds, values);
  }

  private static void check(double[] before, double[] row, PointsLine line)
      throws BadDataException {
    if (row.length != before.length) {
      throw line.bad("has %d columns but the previous line has %d", row.length, before.length);
    }
    if (row[0] == before[0]) {
      throw line.bad("the time %s appears twice; keep one value per time", row[0]);
    }
    if (row[0] < before[0]) {
      throw line.bad("the time %s follows %s; sort the lines by time", row[0], before[0]);
    }
  }

  /** A warning if values may be in another unit; empty if they look like amplitudes. */
  String remark() {
    double peak = 0;
    for (float[] channel : values) {
      for (float value : channel) {
        peak = Math.max(peak, Math.abs(value));
      }
    }
    return peak <= PLAUSIBLE_PEAK
        ? ""
        : String.format(Locale.ROOT, "its values reach %.6g, where ±1 is full scale", peak);
  }

  /** A subset of the points. */
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
}
