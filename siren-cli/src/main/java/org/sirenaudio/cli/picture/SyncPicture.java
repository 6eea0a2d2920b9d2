package org.sirenaudio.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.sync.Jump;
import org.sirenaudio.sync.Synchronisation;

/**
 * The picture of a synchronisation: waveforms and spectrograms of both on the reference's time
 * axis, the lag before and after with its uncertainty, and the coherence spectrum.
 *
 * @param title the two names
 * @param headline the result
 */
public record SyncPicture(
    String title, String headline, ClipSource reference, ClipSource other, Synchronisation found) {

  private static final int HEIGHT = 1760;
  private static final Color JUMP = new Color(0xe0, 0x8a, 0x1e);

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    return Canvas.draw(format, HEIGHT, title, headline, this::draw);
  }

  private void draw(Graphics2D g) {
    ClipSource placed = PlacedClip.of(found.repaired(other), found.toOther(), reference.seconds());
    Waveform.draw(g, Canvas.area(110, 130), reference, "Reference");
    Waveform.draw(g, Canvas.area(310, 130), placed, "The other, on the reference's clock");
    double top = Math.max(reference.sampleRate(), placed.sampleRate()) / 2;
    spectrogram(g, 510, reference, top, "Reference");
    spectrogram(g, 760, placed, top, "The other, on the reference's clock");
    List<LagBins.Bin> bins = LagBins.of(found.lags(), Canvas.PLOT_WIDTH / 8);
    lags(g, 1025, bins, false);
    lags(g, 1270, bins, true);
    coherence(g);
  }

  private static void spectrogram(Graphics2D g, int y, ClipSource clip, double top, String name) {
    Spectrogram spectrogram = Spectrogram.of(clip, Canvas.PLOT_WIDTH).upTo(top);
    spectrogram.draw(g, Canvas.area(y, 180), spectrogram.loudest(), name);
  }

  /** Before: the lag after correcting the offset only; after: the residual lag. */
  private void lags(Graphics2D g, int y, List<LagBins.Bin> bins, boolean after) {
    double most = 1e-9;
    for (LagBins.Bin bin : bins) {
      most = Math.max(most, after ? bin.shown() : Math.abs(bin.before()));
    }
    boolean micro = most < 1e-3;
    double unit = micro ? 1e6 : 1e3;
    double limit = 1.1 * most * unit;
    Plot plot =
        new Plot(
            g,
            Canvas.area(y, 170),
            new Plot.Axis(0, reference.seconds(), "time (s)"),
            new Plot.Axis(-limit, limit, micro ? "lag (µs)" : "lag (ms)"));
    plot.grid();
    g.setStroke(new BasicStroke(1.6f));
    g.setColor(JUMP);
    for (Jump jump : found.jumps()) {
      int x = plot.column(jump.seconds());
      g.drawLine(x, plot.area().y, x, plot.area().y + plot.area().height);
    }
    for (LagBins.Bin bin : bins) {
      double value = unit * (after ? bin.after() : bin.before());
      int x = plot.column(bin.seconds());
      g.setColor(Curves.COLOURS.get(after ? 0 : 1));
      if (after) {
        double half = unit * bin.uncertainty95();
        g.draw(
            new Line2D.Double(
                x,
                plot.row(Math.clamp(value - half, -limit, limit)),
                x,
                plot.row(Math.clamp(value + half, -limit, limit))));
      }
      g.fillOval(x - 2, plot.row(Math.clamp(value, -limit, limit)) - 2, 5, 5);
    }
    plot.frame(
        after
            ? "Residual lag after correction, with 95 % intervals"
            : "Lag before: offset corrected only"
                + (found.jumps().isEmpty() ? "" : ", without the jumps (orange)"));
  }

  private void coherence(Graphics2D g) {
    double highest = found.coherence().isEmpty() ? 1 : found.coherence().getLast().hertz() / 1000;
    Curves.draw(
        g,
        Canvas.area(1515, 170),
        new Plot.Axis(0, highest, "frequency (kHz)"),
        new Plot.Axis(0, 1.05, "coherence"),
        "Coherence of the two, on one clock",
        List.of(
            new Curves.Line(
                "coherence",
                found.coherence().stream()
                    .map(band -> new double[] {band.hertz() / 1000, band.coherence()})
                    .toList())));
  }
}
