package org.sirenaudio.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The picture of a sweep: bars in dB for one setting, a heat map for two (a scatter plot if the
 * combinations are random), parallel coordinates for more. Failures are crosses in the first two,
 * and omitted in the third.
 *
 * @param name of the recording
 * @param headline the best result
 * @param settings their names
 * @param points one per combination
 */
public record SweepPicture(
    String name, String headline, List<String> settings, List<Point> points) {

  private static final int HEIGHT = 640;
  private static final int DOT = 14;

  /** Between two labels of an axis. */
  private static final int ROOM = 18;

  private static final Rectangle AREA = new Rectangle(160, 110, Canvas.WIDTH - 400, 430);

  /**
   * One combination.
   *
   * @param values of the settings
   * @param db its result; NaN if failed
   */
  public record Point(List<String> values, double db) {}

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    return Canvas.draw(format, HEIGHT, name, headline, this::draw);
  }

  private void draw(Graphics2D g) {
    Range range = Range.of(points);
    switch (settings.size()) {
      case 1 -> columns(g, range);
      case 2 -> {
        SweepAxis across = axis(0);
        SweepAxis up = axis(1);
        if (points.size() < across.size() * up.size()) {
          scatter(g, range, across, up);
        } else {
          heatMap(g, range, across, up);
        }
      }
      default -> parallel(g, range);
    }
  }

  private SweepAxis axis(int setting) {
    return SweepAxis.of(points.stream().map(point -> point.values().get(setting)).toList());
  }

  /** The minimum and maximum in dB of all that did not fail, kept apart. */
  private record Range(double lowest, double highest) {
    static Range of(List<Point> points) {
      DoubleSummaryStatistics all =
          points.stream().mapToDouble(Point::db).filter(Double::isFinite).summaryStatistics();
      double lowest = all.getCount() == 0 ? 0 : all.getMin();
      return new Range(lowest, Math.max(all.getCount() == 0 ? 1 : all.getMax(), lowest + 1e-3));
    }

    double part(double db) {
      return (db - lowest) / (highest - lowest);
    }

    Color colour(double db) {
      return new Color(ColourMap.rgb(0.08 + 0.88 * part(db)));
    }
  }

  private static String number(double db) {
    return String.format(Locale.ROOT, "%.1f", db);
  }

  private void columns(Graphics2D g, Range range) {
    List<String> values = axis(0).values();
    double base = Math.min(0, range.lowest);
    Plot plot =
        new Plot(
            g,
            AREA,
            new Plot.Axis(0, values.size(), settings.getFirst()),
            new Plot.Axis(base, Math.max(1, 1.08 * range.highest), "SNR (dB)"));
    g.setColor(Color.WHITE);
    g.fill(AREA);
    for (Point point : points) {
      int at = values.indexOf(point.values().getFirst());
      int left = plot.column(at + 0.2);
      int right = plot.column(at + 0.8);
      label(g, values.get(at), (left + right) / 2, AREA.y + AREA.height + 20);
      if (Double.isNaN(point.db())) {
        label(g, "×", (left + right) / 2, AREA.y + AREA.height - 8);
        continue;
      }
      int top = plot.row(point.db());
      g.setColor(Curves.COLOURS.getFirst());
      g.fillRect(left, Math.min(top, plot.row(0)), right - left, Math.abs(plot.row(0) - top));
      label(g, number(point.db()), (left + right) / 2, top - 6);
    }
    label(g, settings.getFirst(), AREA.x + AREA.width / 2, AREA.y + AREA.height + 48);
    side(g, "SNR (dB), on the grid or between, whichever is lower");
  }

  private void heatMap(Graphics2D g, Range range, SweepAxis across, SweepAxis up) {
    double width = (double) AREA.width / across.size();
    double height = (double) AREA.height / up.size();
    g.setColor(Plot.FAINT);
    g.fill(AREA);
    for (Point point : points) {
      int column = across.indexOf(point.values().get(0));
      int row = up.indexOf(point.values().get(1));
      int x = (int) Math.round(AREA.x + column * width);
      int y = (int) Math.round(AREA.y + AREA.height - (row + 1) * height);
      int w = (int) Math.round(AREA.x + (column + 1) * width) - x;
      int h = (int) Math.round(AREA.y + AREA.height - row * height) - y;
      boolean failed = Double.isNaN(point.db());
      Color fill = failed ? Color.WHITE : range.colour(point.db());
      g.setColor(fill);
      g.fillRect(x, y, w, h);
      boolean dark = fill.getRed() + fill.getGreen() + fill.getBlue() < 380;
      g.setColor(dark ? Color.WHITE : Plot.INK);
      centred(g, failed ? "×" : number(point.db()), x + w / 2, y + h / 2 + 5);
    }
    for (int i = 0; i < across.size(); i++) {
      label(
          g, across.values().get(i), (int) (AREA.x + (i + 0.5) * width), AREA.y + AREA.height + 20);
    }
    for (int i = 0; i < up.size(); i++) {
      int y = (int) (AREA.y + AREA.height - (i + 0.5) * height) + 5;
      rightAligned(g, up.values().get(i), AREA.x - 8, y);
    }
    label(g, settings.get(0), AREA.x + AREA.width / 2, AREA.y + AREA.height + 48);
    side(g, settings.get(1));
    key(g, range);
  }

  /** Random combinations, each where its values are. */
  private void scatter(Graphics2D g, Range range, SweepAxis across, SweepAxis up) {
    g.setColor(Color.WHITE);
    g.fill(AREA);
    for (Point point : points) {
      int x = AREA.x + (int) Math.round(AREA.width * across.place(point.values().get(0)));
      int y = row(up.place(point.values().get(1)));
      if (Double.isNaN(point.db())) {
        label(g, "×", x, y + 5);
        continue;
      }
      g.setColor(range.colour(point.db()));
      g.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      g.setColor(Plot.QUIET);
      g.drawOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      label(g, number(point.db()), x, y - DOT / 2 - 5);
    }
    label(g, across.values().getFirst(), AREA.x, AREA.y + AREA.height + 28);
    label(g, across.values().getLast(), AREA.x + AREA.width, AREA.y + AREA.height + 28);
    rightAligned(g, up.values().getFirst(), AREA.x - 18, AREA.y + AREA.height + 5);
    rightAligned(g, up.values().getLast(), AREA.x - 18, AREA.y + 5);
    label(g, settings.get(0), AREA.x + AREA.width / 2, AREA.y + AREA.height + 48);
    side(g, settings.get(1));
    key(g, range);
  }

  /** Worse combinations first, so that the better ones are on top. */
  private void parallel(Graphics2D g, Range range) {
    int axes = settings.size() + 1;
    g.setColor(Color.WHITE);
    g.fill(AREA);
    List<SweepAxis> values = IntStream.range(0, settings.size()).mapToObj(this::axis).toList();
    List<Point> sorted = new ArrayList<>(points);
    sorted.removeIf(point -> Double.isNaN(point.db()));
    sorted.sort(Comparator.comparingDouble(Point::db));
    g.setStroke(new BasicStroke(2));
    for (Point point : sorted) {
      g.setColor(range.colour(point.db()));
      for (int a = 1; a < axes; a++) {
        g.drawLine(
            column(a - 1, axes),
            height(values, range, point, a - 1),
            column(a, axes),
            height(values, range, point, a));
      }
    }
    g.setStroke(new BasicStroke(1));
    for (int a = 0; a < axes; a++) {
      boolean last = a == axes - 1;
      g.setColor(Plot.QUIET);
      int x = column(a, axes);
      g.drawLine(x, AREA.y, x, AREA.y + AREA.height);
      label(g, last ? "SNR (dB)" : settings.get(a), x, AREA.y + AREA.height + 48);
      if (last) {
        label(g, number(range.lowest), x, AREA.y + AREA.height + 18);
        label(g, number(range.highest), x, AREA.y - 5);
      } else {
        ticks(g, values.get(a), x);
      }
    }
    key(g, range);
  }

  /** The first and the last value, and those between that have room. */
  private static void ticks(Graphics2D g, SweepAxis axis, int x) {
    String last = axis.values().getLast();
    int free = AREA.y + AREA.height;
    for (String value : axis.values()) {
      int y = row(axis.place(value));
      boolean ends = value.equals(axis.values().getFirst()) || value.equals(last);
      if (ends || free - y >= ROOM && y - row(axis.place(last)) >= ROOM) {
        label(g, value, x, y + (y == AREA.y + AREA.height ? 18 : -5));
        free = y;
      }
    }
  }

  private static int column(int index, int axes) {
    return AREA.x + AREA.width * index / (axes - 1);
  }

  private int height(List<SweepAxis> values, Range range, Point point, int axis) {
    return row(
        axis < settings.size()
            ? values.get(axis).place(point.values().get(axis))
            : range.part(point.db()));
  }

  private static int row(double place) {
    return (int) Math.round(AREA.y + AREA.height * (1 - place));
  }

  private static void key(Graphics2D g, Range range) {
    int x = AREA.x + AREA.width + 60;
    for (int y = 0; y < AREA.height; y++) {
      double db = range.lowest + (range.highest - range.lowest) * (1 - (double) y / AREA.height);
      g.setColor(range.colour(db));
      g.fillRect(x, AREA.y + y, 18, 1);
    }
    g.setColor(Plot.QUIET);
    g.setFont(Plot.font(Font.PLAIN, 13));
    g.drawString(number(range.highest) + " dB", x + 26, AREA.y + 10);
    g.drawString(number(range.lowest) + " dB", x + 26, AREA.y + AREA.height);
  }

  private static void side(Graphics2D g, String text) {
    Graphics2D turned = (Graphics2D) g.create();
    turned.setColor(Plot.QUIET);
    turned.setFont(Plot.font(Font.PLAIN, 13));
    turned.rotate(-Math.PI / 2);
    int along = -(AREA.y + AREA.height / 2) - turned.getFontMetrics().stringWidth(text) / 2;
    turned.drawString(text, along, AREA.x - 90);
    turned.dispose();
  }

  private static void label(Graphics2D g, String text, int middle, int y) {
    g.setColor(Plot.QUIET);
    g.setFont(Plot.font(Font.PLAIN, 13));
    centred(g, text, middle, y);
  }

  private static void rightAligned(Graphics2D g, String text, int right, int y) {
    g.setColor(Plot.QUIET);
    g.setFont(Plot.font(Font.PLAIN, 13));
    g.drawString(text, right - g.getFontMetrics().stringWidth(text), y);
  }

  private static void centred(Graphics2D g, String text, int middle, int y) {
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(text, middle - metrics.stringWidth(text) / 2, y);
  }
}
