package org.sirenaudio.cli.picture;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import org.sirenaudio.audio.Clip;

/**
 * The picture of a comparison: waveform and error over time, both spectrograms, mean spectra of
 * both and of the error.
 *
 * @param title the two names
 * @param headline their figures
 * @param reference the recording
 * @param test of the same shape
 */
public record ComparePicture(String title, String headline, Clip reference, Clip test) {

  private static final int HEIGHT = 1100;
  private static final double RANGE_DB = 120;

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    return Canvas.draw(format, HEIGHT, title, headline, this::draw);
  }

  private void draw(Graphics2D g) {
    Canvas.drawClips(
        g, reference, test, "Reference (blue) and error over time (red)", "Reference", "Test");
    spectra(g, Canvas.area(800, 220));
  }

  private void spectra(Graphics2D g, Rectangle area) {
    List<double[]> first = MeanSpectrum.of(reference);
    List<double[]> second = MeanSpectrum.of(test);
    List<double[]> error = MeanSpectrum.of(reference, test);
    double top = -RANGE_DB;
    double bottom = 0;
    for (List<double[]> line : List.of(first, second, error)) {
      for (double[] point : line) {
        top = Math.max(top, point[1]);
        bottom = Math.min(bottom, point[1]);
      }
    }
    top = 10 * Math.ceil(top / 10);
    Curves.draw(
        g,
        area,
        new Plot.Axis(0, reference.sampleRate() / 2000, "frequency (kHz)"),
        new Plot.Axis(Math.max(bottom, top - RANGE_DB), top, "mean level (dB)"),
        "Mean spectra",
        List.of(
            new Curves.Line("reference", first),
            new Curves.Line("error", error),
            new Curves.Line("test", second)));
  }
}
