package org.sirenaudio.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Locale;

/** A framed area with a title and two linear axes. */
record Plot(Graphics2D g, Rectangle area, Axis x, Axis y) {

  static final Color INK = new Color(0x22, 0x26, 0x2b);
  static final Color FAINT = new Color(0xe4, 0xe7, 0xeb);
  static final Color QUIET = new Color(0x6b, 0x72, 0x7a);
  private static final int TICK = 5;

  /**
   * One axis.
   *
   * @param low value at the left or bottom
   * @param high value at the other end, above low
   * @param label its quantity and unit
   */
  record Axis(double low, double high, String label) {

    /**
     * The step between at most {@code most} round tick values, or more where one would be alone.
     */
    double step(int most) {
      double rough = (high - low) / Math.max(1, most);
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double finer = power / 2;
      for (double factor : new double[] {1, 2, 5, 10}) {
        double step = factor * power;
        if (step >= rough) {
          return Math.floor(high / step) > Math.ceil(low / step) ? step : finer;
        }
        finer = step;
      }
      return 10 * power;
    }

    private static String number(double value, double step) {
      int digits = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
      double shown = Math.abs(value) < step / 1e6 ? 0 : value;
      return String.format(Locale.ROOT, "%." + digits + "f", shown).replace('-', '−');
    }
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  int column(double value) {
    return (int) Math.round(area.x + area.width * (value - x.low) / (x.high - x.low));
  }

  int row(double value) {
    return (int)
        Math.round(area.y + area.height - area.height * (value - y.low) / (y.high - y.low));
  }

  /** Draws the grid, behind everything else. */
  void grid() {
    g.setColor(Color.WHITE);
    g.fill(area);
    g.setColor(FAINT);
    double stepX = x.step(area.width / 90);
    for (double v = Math.ceil(x.low / stepX) * stepX; v <= x.high; v += stepX) {
      g.drawLine(column(v), area.y, column(v), area.y + area.height);
    }
    double stepY = y.step(area.height / 40);
    for (double v = Math.ceil(y.low / stepY) * stepY; v <= y.high; v += stepY) {
      g.drawLine(area.x, row(v), area.x + area.width, row(v));
    }
  }

  /** Draws the frame, tick values, labels and title. */
  void frame(String title) {
    g.setStroke(new BasicStroke(1));
    g.setColor(QUIET);
    g.draw(area);
    g.setFont(font(Font.PLAIN, 13));
    FontMetrics metrics = g.getFontMetrics();
    double stepX = x.step(area.width / 90);
    for (double v = Math.ceil(x.low / stepX) * stepX; v <= x.high + stepX / 1e6; v += stepX) {
      String text = Axis.number(v, stepX);
      int at = column(v);
      g.drawLine(at, area.y + area.height, at, area.y + area.height + TICK);
      g.drawString(text, at - metrics.stringWidth(text) / 2, area.y + area.height + 20);
    }
    double stepY = y.step(area.height / 40);
    int widest = 0;
    for (double v = Math.ceil(y.low / stepY) * stepY; v <= y.high + stepY / 1e6; v += stepY) {
      String text = Axis.number(v, stepY);
      int width = metrics.stringWidth(text);
      widest = Math.max(widest, width);
      g.drawLine(area.x - TICK, row(v), area.x, row(v));
      g.drawString(text, area.x - TICK - 4 - width, row(v) + metrics.getAscent() / 2 - 1);
    }
    int middle = area.x + area.width / 2 - metrics.stringWidth(x.label) / 2;
    g.drawString(x.label, middle, area.y + area.height + 38);
    Graphics2D turned = (Graphics2D) g.create();
    turned.rotate(-Math.PI / 2);
    int along = -(area.y + area.height / 2) - metrics.stringWidth(y.label) / 2;
    turned.drawString(y.label, along, area.x - TICK - widest - 14);
    turned.dispose();
    g.setColor(INK);
    g.setFont(font(Font.BOLD, 15));
    g.drawString(title, area.x, area.y - 9);
  }
}
