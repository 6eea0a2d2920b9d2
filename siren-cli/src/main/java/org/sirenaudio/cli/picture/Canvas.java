package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.function.Consumer;
import org.sirenaudio.audio.ClipSource;

/** An empty sheet with a title and a subtitle. */
final class Canvas {

  static final int WIDTH = 1400;
  static final int LEFT = 90;

  /** The margins of a full-width plot. */
  static final int PLOT_WIDTH = WIDTH - LEFT - 100;

  private static final Color PAPER = new Color(0xfa, 0xfb, 0xfc);

  private Canvas() {}

  /** The encoded picture drawn on such a sheet. */
  static byte[] draw(
      PictureFormat format, int height, String name, String headline, Consumer<Graphics2D> drawing)
      throws IOException {
    return format.draw(
        WIDTH,
        height,
        g -> {
          g.setColor(PAPER);
          g.fillRect(0, 0, WIDTH, height);
          g.setColor(Plot.INK);
          g.setFont(Plot.font(Font.BOLD, 22));
          g.drawString(name, LEFT, 42);
          g.setFont(Plot.font(Font.PLAIN, 15));
          g.setColor(Plot.QUIET);
          g.drawString(headline, LEFT, 66);
          drawing.accept(g);
        });
  }

  /** The common start of a picture of two clips: the error over time, and both spectrograms. */
  static void drawClips(
      Graphics2D g,
      ClipSource clip,
      ClipSource other,
      String waveTitle,
      String clipTitle,
      String otherTitle) {
    Waveform.draw(g, area(110, 220), clip, other, waveTitle);
    Spectrogram.drawPair(g, area(425, 280), clip, clipTitle, other, otherTitle);
  }

  /** A full-width plot area. */
  static Rectangle area(int y, int height) {
    return new Rectangle(LEFT, y, PLOT_WIDTH, height);
  }
}
