package org.sirenaudio.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.sirenaudio.audio.ClipSource;

/**
 * The picture of a fit.
 *
 * @param name of the recording
 * @param clip the recording
 * @param rendered the model's rendering on the same grid
 * @param snr pairs of step and SNR in dB over the fit
 * @param seconds how long the fit took
 * @param facts the model's provenance
 */
public record FitPicture(
    String name,
    ClipSource clip,
    ClipSource rendered,
    List<double[]> snr,
    double seconds,
    Map<String, String> facts) {

  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1100;
  private static final int LEFT = 90;
  private static final Color LINE = new Color(0x2a, 0x5d, 0x9c);

  /** The picture as a PNG file. */
  public byte[] png() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(0xfa, 0xfb, 0xfc));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(Plot.INK);
    g.setFont(Plot.font(Font.BOLD, 22));
    g.drawString(name, LEFT, 42);
    g.setFont(Plot.font(Font.PLAIN, 15));
    g.setColor(Plot.QUIET);
    g.drawString(headline(), LEFT, 66);
    Waveform.draw(g, new Rectangle(LEFT, 110, WIDTH - LEFT - 100, 220), clip, rendered);
    int width = 540;
    Spectrogram original = Spectrogram.of(clip, width);
    double top = original.loudest();
    original.draw(g, new Rectangle(LEFT, 425, width, 280), top, "Recording");
    Spectrogram.of(rendered, width)
        .draw(g, new Rectangle(LEFT + width + 90, 425, width, 280), top, "Model");
    Spectrogram.key(g, new Rectangle(LEFT + 2 * width + 110, 425, 18, 280));
    progress(g, new Rectangle(LEFT, 800, WIDTH - LEFT - 100, 220));
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not a cache on disk, which could not be opened after a Ctrl-C.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }

  private String headline() {
    String quality =
        facts.getOrDefault("fit.snr_db", "NaN").equals("NaN")
            ? "silent"
            : String.format(
                Locale.ROOT,
                "SNR %.1f dB on the grid, %.1f dB between the samples",
                fact("fit.snr_db"),
                fact("fit.between_db"));
    return String.format(
        Locale.ROOT,
        "%s  ·  %,.0f parameters  ·  %,.0f steps in %.1f s",
        quality,
        fact("fit.parameters"),
        fact("fit.steps"),
        seconds);
  }

  private double fact(String key) {
    return Double.parseDouble(facts.getOrDefault(key, "NaN"));
  }

  private void progress(Graphics2D g, Rectangle area) {
    double highest = 10;
    double lowest = 0;
    double last = 1;
    for (double[] point : snr) {
      if (Double.isFinite(point[1])) {
        highest = Math.max(highest, point[1] * 1.05);
        lowest = Math.max(-20, Math.min(lowest, point[1]));
      }
      last = Math.max(last, point[0]);
    }
    Plot plot =
        new Plot(
            g,
            area,
            new Plot.Axis(0, last, "steps of each network"),
            new Plot.Axis(lowest, highest, "SNR (dB)"));
    plot.grid();
    Path2D line = new Path2D.Double();
    for (double[] point : snr) {
      if (Double.isFinite(point[1])) {
        double y = plot.row(Math.max(lowest, point[1]));
        if (line.getCurrentPoint() == null) {
          line.moveTo(plot.column(point[0]), y);
        } else {
          line.lineTo(plot.column(point[0]), y);
        }
      }
    }
    g.setColor(LINE);
    g.setStroke(new BasicStroke(2));
    g.draw(line);
    plot.frame("Signal-to-noise ratio over the fit, on the points just learned");
  }
}
