package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import org.sirenaudio.audio.Clip;

/** A clip over time as the range of its samples under each pixel, and its error on top. */
final class Waveform {

  private static final Color CLIP = new Color(0x8f, 0xae, 0xd1);
  private static final Color ERROR = new Color(0xc9, 0x3b, 0x2b);

  private Waveform() {}

  static void draw(Graphics2D g, Rectangle area, Clip clip, Clip rendered, String title) {
    double peak = 1e-9;
    for (int c = 0; c < clip.channels(); c++) {
      for (float sample : clip.channel(c)) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    double limit = peak <= 1e-9 ? 1 : 1.08 * peak;
    Plot plot =
        new Plot(
            g,
            area,
            new Plot.Axis(0, clip.seconds(), "time (s)"),
            new Plot.Axis(-limit, limit, "amplitude"));
    plot.grid();
    band(plot, clip, rendered, false, CLIP);
    band(plot, clip, rendered, true, ERROR);
    plot.frame(title);
  }

  private static void band(Plot plot, Clip clip, Clip rendered, boolean error, Color colour) {
    Rectangle area = plot.area();
    plot.g().setColor(colour);
    int lastRow = -1;
    for (int column = 0; column < area.width; column++) {
      int from = (int) ((long) clip.frames() * column / area.width);
      int to = (int) Math.max(from + 1, (long) clip.frames() * (column + 1) / area.width);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < clip.channels(); c++) {
        float[] samples = clip.channel(c);
        float[] answers = rendered.channel(c);
        for (int i = from; i < Math.min(to, clip.frames()); i++) {
          double value = error ? samples[i] - answers[i] : samples[i];
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      int top = Math.clamp(plot.row(high), area.y, area.y + area.height);
      int bottom = Math.clamp(plot.row(low), area.y, area.y + area.height);
      // Joined to the column before, so that a clip of few frames is a line and not dots.
      int x = area.x + column;
      int before = lastRow < 0 ? top : lastRow;
      plot.g().drawLine(x, Math.min(top, before), x, Math.max(bottom, before));
      lastRow = (top + bottom) / 2;
    }
  }
}
