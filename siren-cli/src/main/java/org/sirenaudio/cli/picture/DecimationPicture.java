package org.sirenaudio.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;

/**
 * The picture of a super-resolution evaluation: error over time, both spectrograms, the errors'
 * mean spectra, and a detail at the loudest point.
 *
 * @param name of the recording
 * @param headline its figures
 * @param factor every factor-th frame was fitted
 * @param recording all frames
 * @param rendered the model at the same instants
 * @param sinc windowed-sinc interpolation of the fitted frames at the same instants
 */
public record DecimationPicture(
    String name, String headline, int factor, Clip recording, Clip rendered, Clip sinc) {

  private static final int HEIGHT = 1420;
  private static final double RANGE_DB = 120;

  /** Fitted frames in the detail view. */
  private static final int CLOSE_FRAMES = 24;

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    return Canvas.draw(format, HEIGHT, name, headline, this::draw);
  }

  private void draw(Graphics2D g) {
    Canvas.drawClips(
        g,
        recording,
        rendered,
        "Recording (blue) and error of the model over all frames (red)",
        "Recording",
        "Model of the fitted frames");
    spectra(g, Canvas.area(800, 220));
    close(g, Canvas.area(1120, 220));
  }

  private void spectra(Graphics2D g, Rectangle area) {
    List<double[]> original = MeanSpectrum.of(recording);
    double top = original.stream().mapToDouble(p -> p[1]).max().orElse(0);
    top = 10 * Math.ceil(top / 10);
    Curves.draw(
        g,
        area,
        new Plot.Axis(0, recording.sampleRate() / 2000, "frequency (kHz)"),
        new Plot.Axis(top - RANGE_DB, top, "mean level (dB)"),
        "Mean spectra",
        List.of(
            new Curves.Line("recording", original),
            new Curves.Line("error of Siren", MeanSpectrum.of(recording, rendered)),
            new Curves.Line("error of the sinc", MeanSpectrum.of(recording, sinc))));
  }

  private void close(Graphics2D g, Rectangle area) {
    int span = Math.min(recording.frames(), CLOSE_FRAMES * factor);
    int from = Math.clamp(worst() - span / 2, 0, recording.frames() - span);
    double limit = 1e-9;
    for (int i = from; i < from + span; i++) {
      for (Clip clip : List.of(recording, rendered, sinc)) {
        limit = Math.max(limit, 1.15 * Math.abs(clip.channel(0)[i]));
      }
    }
    Plot.Axis x = new Plot.Axis(time(from), time(from + Math.max(1, span - 1)), "time (ms)");
    Plot.Axis y = new Plot.Axis(-limit, limit, "amplitude");
    Curves.draw(
        g,
        area,
        x,
        y,
        "Detail where the sinc error is largest; dots are the fitted frames",
        List.of(
            new Curves.Line("recording", points(recording, from, span)),
            new Curves.Line("Siren", points(rendered, from, span)),
            new Curves.Line("sinc", points(sinc, from, span))));
    Plot plot = new Plot(g, area, x, y);
    g.setColor(Color.BLACK);
    for (int i = (from + factor - 1) / factor * factor; i < from + span; i += factor) {
      double column = plot.column(time(i));
      double row = plot.row(recording.channel(0)[i]);
      g.fill(new Ellipse2D.Double(column - 3, row - 3, 6, 6));
    }
  }

  private int worst() {
    float[] samples = recording.channel(0);
    float[] guessed = sinc.channel(0);
    int at = 0;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i] - guessed[i]) > Math.abs(samples[at] - guessed[at])) {
        at = i;
      }
    }
    return at;
  }

  private double time(int frame) {
    return 1000 * frame / recording.sampleRate();
  }

  private List<double[]> points(Clip clip, int from, int span) {
    List<double[]> points = new ArrayList<>();
    for (int i = from; i < from + span; i++) {
      points.add(new double[] {time(i), clip.channel(0)[i]});
    }
    return points;
  }
}
