package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;

/**
 * The picture of a fit.
 *
 * @param name of the recording
 * @param clip the recording
 * @param rendered the model's rendering on the same grid
 * @param snr pairs of step and SNR in dB over the fit
 * @param model of the recording
 * @param place where the SNR is measured, such as {@code on the grid}
 * @param seconds duration of its fit
 */
public record FitPicture(
    String name,
    ClipSource clip,
    ClipSource rendered,
    List<double[]> snr,
    ClipModel model,
    String place,
    double seconds) {

  private static final int HEIGHT = 1100;
  private static final Color GAP = new Color(0xe0, 0x8a, 0x1e, 0x80);

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    return Canvas.draw(format, HEIGHT, name, headline(), this::draw);
  }

  private void draw(Graphics2D g) {
    String gaps = model.provenance().getOrDefault(FitMetadata.GAPS, "");
    String title =
        "Recording (blue) and error of its model (red)" + (gaps.isEmpty() ? "" : ", gaps shaded");
    Canvas.drawClips(g, clip, rendered, title, "Recording", "Model");
    shade(g, Canvas.area(110, 220), gaps);
    progress(g, Canvas.area(800, 220));
  }

  /** Shades the gaps, each written as first frame and length. */
  private void shade(Graphics2D g, Rectangle area, String gaps) {
    g.setColor(GAP);
    double pixels = (double) area.width / clip.frames();
    for (String gap : gaps.isEmpty() ? new String[0] : gaps.split(",", -1)) {
      String[] span = gap.split("\\+", -1);
      int from = (int) (pixels * Integer.parseInt(span[0]));
      int width = (int) Math.ceil(pixels * Integer.parseInt(span[1]));
      g.fillRect(area.x + from, area.y, width, area.height);
    }
  }

  private String headline() {
    FitMetadata facts = FitMetadata.of(model);
    String quality =
        facts.silent()
            ? "silent"
            : "SNR %s %s, %s between the samples"
                .formatted(
                    Figure.decibels(facts.snrDb()), place, Figure.decibels(facts.betweenDb()));
    return String.format(
        Locale.ROOT,
        "%s  ·  %s  ·  %s in %.1f s",
        quality,
        Figure.count(model.parameterCount(), "parameter"),
        Figure.count(facts.steps(), "step"),
        seconds);
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
        new Plot.Axis(0, last, "steps per network"),
        new Plot.Axis(lowest, highest, "SNR (dB)"),
        "Training SNR over the fit",
        List.of(new Curves.Line("SNR", snr)));
  }
}
