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
 * How a fit came to be what it is: a line of a file for each point, so that it outlives the studio.
 * The file is read when its points are first asked for. A line that a crash cut off is passed over.
 */
final class FitHistory {
  private static final int MOST_POINTS = 2_000;
  private static final int VALUES = 5;

  /**
   * A moment of a fit.
   *
   * @param seconds of fitting
   * @param snrDb of the latest steps, on the grid and what is learned between
   * @param betweenDb the SNR halfway between samples, in dB; NaN where nobody measured it
   * @param parameters of all networks; 0 where nobody counted them
   * @param step of the network that has done most
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

  /** Lets the points go until they are asked for again, if the file has them. */
  synchronized void rest() {
    if (!unwritten) {
      read = null;
    }
  }

  /** All points, or so many that a curve of them looks the same. */
  synchronized List<List<Double>> values() throws IOException {
    return points().stream().map(Point::values).toList();
  }

  /** Adds a point. Where the file cannot be written, the curve is kept for this run alone. */
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
      // A curve is no reason to end the fit that it is drawn of.
    }
  }

  /** A fit that goes on from an earlier moment takes the curve up there. */
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
