package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An empty sheet with a name and a line under it, that becomes a PNG file. */
record Canvas(BufferedImage image, Graphics2D g) {

  static final int WIDTH = 1400;
  static final int LEFT = 90;

  /** What is left and right of a plot as wide as the sheet. */
  static final int PLOT_WIDTH = WIDTH - LEFT - 100;

  private static final Color PAPER = new Color(0xfa, 0xfb, 0xfc);

  static Canvas of(int height, String name, String headline) {
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(PAPER);
    g.fillRect(0, 0, WIDTH, height);
    g.setColor(Plot.INK);
    g.setFont(Plot.font(Font.BOLD, 22));
    g.drawString(name, LEFT, 42);
    g.setFont(Plot.font(Font.PLAIN, 15));
    g.setColor(Plot.QUIET);
    g.drawString(headline, LEFT, 66);
    return new Canvas(image, g);
  }

  /** The finished picture; nothing can be drawn after it. */
  byte[] png() throws IOException {
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not a cache on disk, which could not be opened after a Ctrl-C.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
