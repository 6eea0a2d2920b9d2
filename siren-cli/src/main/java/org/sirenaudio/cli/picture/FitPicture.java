package org.sirenaudio.cli.picture;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final int HEIGHT = 1100;

  /** The picture as a PNG file. */
  public byte[] png() throws IOException {
    Canvas canvas = Canvas.of(HEIGHT, name, headline());
    Graphics2D g = canvas.g();
    Waveform.draw(
        g,
        new Rectangle(Canvas.LEFT, 110, Canvas.PLOT_WIDTH, 220),
        clip,
        rendered,
        "Recording (blue) and error of its model (red)");
    Spectrogram.drawPair(
        g,
        new Rectangle(Canvas.LEFT, 425, Canvas.PLOT_WIDTH, 280),
        clip,
        "Recording",
        rendered,
        "Model");
    progress(g, new Rectangle(Canvas.LEFT, 800, Canvas.PLOT_WIDTH, 220));
    return canvas.png();
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
    Curves.draw(
        g,
        area,
        new Plot.Axis(0, last, "steps of each network"),
        new Plot.Axis(lowest, highest, "SNR (dB)"),
        "Signal-to-noise ratio over the fit, on the points just learned",
        List.of(new Curves.Line("SNR", snr)));
  }
}
