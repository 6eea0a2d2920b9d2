package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/** A clip over time as the sample range under each pixel, with its error on top. */
final class Waveform {

  private static final Color CLIP = new Color(0x8f, 0xae, 0xd1);
  private static final Color ERROR = new Color(0xc9, 0x3b, 0x2b);

  private Waveform() {}

  /** The minimum and maximum sample under each pixel. */
  private record PixelRange(double[] low, double[] high) {
    PixelRange(int columns) {
      this(new double[columns], new double[columns]);
      Arrays.fill(low, Double.POSITIVE_INFINITY);
      Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    void add(int column, double value) {
      low[column] = Math.min(low[column], value);
      high[column] = Math.max(high[column], value);
    }
  }

  static void draw(
      Graphics2D g, Rectangle area, ClipSource clip, ClipSource rendered, String title) {
    PixelRange samples = new PixelRange(area.width);
    PixelRange errors = new PixelRange(area.width);
    for (int column = 0; column < area.width; column++) {
      int from = (int) ((long) clip.frames() * column / area.width);
      int to = (int) Math.max(from + 1, (long) clip.frames() * (column + 1) / area.width);
      Clip is = clip.slice(from, to - from);
      Clip answers = rendered.slice(from, to - from);
      for (int c = 0; c < is.channels(); c++) {
        for (int i = 0; i < is.frames(); i++) {
          float value = is.channel(c)[i];
          samples.add(column, value);
          errors.add(column, value - answers.channel(c)[i]);
        }
      }
    }
    Plot plot = plot(g, area, clip, samples);
    draw(plot, samples, CLIP);
    draw(plot, errors, ERROR);
    plot.frame(title);
  }

  /** A clip alone. */
  static void draw(Graphics2D g, Rectangle area, ClipSource clip, String title) {
    PixelRange samples = new PixelRange(area.width);
    for (int column = 0; column < area.width; column++) {
      int from = (int) ((long) clip.frames() * column / area.width);
      int to = (int) Math.max(from + 1, (long) clip.frames() * (column + 1) / area.width);
      Clip part = clip.slice(from, to - from);
      for (int c = 0; c < part.channels(); c++) {
        for (float value : part.channel(c)) {
          samples.add(column, value);
        }
      }
    }
    Plot plot = plot(g, area, clip, samples);
    draw(plot, samples, CLIP);
    plot.frame(title);
  }

  /** Axes that fit a clip, and their grid. */
  private static Plot plot(Graphics2D g, Rectangle area, ClipSource clip, PixelRange samples) {
    double peak = 1e-9;
    for (int column = 0; column < area.width; column++) {
      peak = Math.max(peak, Math.max(samples.high[column], -samples.low[column]));
    }
    double limit = peak <= 1e-9 ? 1 : 1.08 * peak;
    Plot plot =
        new Plot(
            g,
            area,
            new Plot.Axis(0, clip.seconds(), "time (s)"),
            new Plot.Axis(-limit, limit, "amplitude"));
    plot.grid();
    return plot;
  }

  private static void draw(Plot plot, PixelRange band, Color colour) {
    Rectangle area = plot.area();
    plot.g().setColor(colour);
    int lastRow = -1;
    for (int column = 0; column < area.width; column++) {
      int top = Math.clamp(plot.row(band.high[column]), area.y, area.y + area.height);
      int bottom = Math.clamp(plot.row(band.low[column]), area.y, area.y + area.height);
      // Joined to the previous column, so that a clip of few frames is a line rather than dots.
      int x = area.x + column;
      int before = lastRow < 0 ? top : lastRow;
      plot.g().drawLine(x, Math.min(top, before), x, Math.max(bottom, before));
      lastRow = (top + bottom) / 2;
    }
  }
}
