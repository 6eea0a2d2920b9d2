package org.sirenaudio.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of a fit, one line per point in a file, so that it survives the studio. The file is
 * read on demand. A line truncated by a crash is skipped.
 */
final class FitHistory {
  private static final int MOST_POINTS = 2_000;
  private static final int VALUES = 5;

  /**
   * A point in a fit.
   *
   * @param seconds of fitting
   * @param snrDb from the latest steps, over all training points
   * @param betweenDb SNR halfway between samples, in dB; NaN if not measured
   * @param parameters of all networks; 0 if not counted
   * @param step of the most advanced network
   */
  record Point(double seconds, double snrDb, double betweenDb, long parameters, int step) {
    List<Double> values() {
      return List.of(seconds, snrDb, betweenDb, (double) parameters, (double) step);
    }

    private String line() {
      return "%s,%s,%s,%d,%d%n".formatted(seconds, snrDb, betweenDb, parameters, step);
    }

    private static @Nullable Point of(String line) {
      String[] values = line.split(",", -1);
      try {
        return values.length == VALUES
            ? new Point(
                Double.parseDouble(values[0]),
                Double.parseDouble(values[1]),
                Double.parseDouble(values[2]),
                Long.parseLong(values[3]),
                Integer.parseInt(values[4]))
            : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  private final Path file;
  private @Nullable List<Point> read;
  private boolean unwritten;

  FitHistory(Path file) {
    this.file = file;
  }

  private List<Point> points() throws IOException {
    List<Point> known = read;
    if (known != null) {
      return known;
    }
    List<Point> points = new ArrayList<>();
    read = points;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        Point point = Point.of(line);
        if (point != null) {
          put(points, point);
        }
      }
    }
    return points;
  }

  /** Releases the points until needed again, if they are in the file. */
  synchronized void rest() {
    if (!unwritten) {
      read = null;
    }
  }

  /** All points, or a subset with an equal-looking curve. */
  synchronized List<List<Double>> values() throws IOException {
    return points().stream().map(Point::values).toList();
  }

  /** Adds a point. If the file cannot be written, the curve is kept in memory only. */
  synchronized void add(Point point) {
    try {
      put(points(), point);
      Files.writeString(
          file,
          point.line(),
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      unwritten = true;
      // A failure to store the curve must not end the fit.
    }
  }

  /** Truncates the curve to an earlier time, from which a fit resumes. */
  private static void put(List<Point> points, Point point) {
    while (!points.isEmpty() && points.getLast().seconds() > point.seconds()) {
      points.removeLast();
    }
    points.add(point);
    if (points.size() > MOST_POINTS) {
      for (int i = points.size() - 2; i > 0; i -= 2) {
        points.remove(i);
      }
    }
  }
}
