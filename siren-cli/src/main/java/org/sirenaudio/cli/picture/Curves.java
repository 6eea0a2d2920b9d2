package org.sirenaudio.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.List;

/** Lines on one pair of axes, with a colour key above the plot. */
final class Curves {

  /** The first four are distinguishable for colour-blind readers, and in this order. */
  static final List<Color> COLOURS =
      List.of(
          new Color(0x2a, 0x5d, 0x9c),
          new Color(0xc9, 0x3b, 0x2b),
          new Color(0x2e, 0x8b, 0x57),
          new Color(0x8a, 0x5a, 0xa8),
          new Color(0xd1, 0x8b, 0x1f),
          new Color(0x2b, 0x9e, 0xb3),
          new Color(0x6b, 0x6b, 0x6b),
          new Color(0xd0, 0x6f, 0xa5),
          new Color(0x7a, 0x5c, 0x3e));

  /** Width of a line that should remain visible beneath others, in pixels. */
  static final float WIDE = 4.5f;

  private static final float USUAL = 1.6f;

  private static final int BAND_ALPHA = 50;

  private Curves() {}

  /**
   * One line.
   *
   * @param name for the key
   * @param points pairs of x and y sorted by x; non-finite points are skipped
   * @param width in pixels
   * @param band x, lower and upper y of a band around the line, sorted by x; may be empty
   */
  record Line(String name, List<double[]> points, float width, List<double[]> band) {
    Line(String name, List<double[]> points) {
      this(name, points, USUAL, List.of());
    }

    Line(String name, List<double[]> points, float width) {
      this(name, points, width, List.of());
    }

    Line(String name, List<double[]> points, List<double[]> band) {
      this(name, points, USUAL, band);
    }
  }

  /** Draws axes, lines, title and key; the first line on top. */
  static void draw(
      Graphics2D g, Rectangle area, Plot.Axis x, Plot.Axis y, String title, List<Line> lines) {
    Plot plot = new Plot(g, area, x, y);
    plot.grid();
    Graphics2D inside = (Graphics2D) g.create();
    inside.clip(area);
    for (int i = lines.size() - 1; i >= 0; i--) {
      Color c = colour(i);
      inside.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), BAND_ALPHA));
      inside.fill(band(plot, lines.get(i).band()));
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      float width = lines.get(i).width();
      inside.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      inside.setColor(colour(i));
      inside.draw(path(plot, lines.get(i)));
    }
    inside.dispose();
    plot.frame(title);
    if (lines.size() > 1) {
      key(g, area, lines);
    }
  }

  private static Color colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  private static Path2D path(Plot plot, Line line) {
    Path2D path = new Path2D.Double();
    for (double[] point : line.points()) {
      if (!Double.isFinite(point[1])) {
        continue;
      }
      double column = plot.column(point[0]);
      double row = plot.row(point[1]);
      if (path.getCurrentPoint() == null) {
        path.moveTo(column, row);
      } else {
        path.lineTo(column, row);
      }
    }
    return path;
  }

  private static Path2D band(Plot plot, List<double[]> band) {
    Path2D path = new Path2D.Double();
    for (double[] point : band) {
      append(path, plot.column(point[0]), plot.row(point[1]));
    }
    for (double[] point : band.reversed()) {
      append(path, plot.column(point[0]), plot.row(point[2]));
    }
    return path;
  }

  private static void append(Path2D path, double column, double row) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(column, row);
    } else {
      path.lineTo(column, row);
    }
  }

  private static void key(Graphics2D g, Rectangle area, List<Line> lines) {
    g.setFont(Plot.font(Font.PLAIN, 13));
    int right = area.x + area.width;
    for (int i = lines.size() - 1; i >= 0; i--) {
      right -= g.getFontMetrics().stringWidth(lines.get(i).name());
      g.setColor(colour(i));
      g.drawString(lines.get(i).name(), right, area.y - 9);
      right -= 18;
    }
  }
}
