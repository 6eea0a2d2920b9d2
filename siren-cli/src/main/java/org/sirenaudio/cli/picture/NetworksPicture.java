package org.sirenaudio.cli.picture;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;

/**
 * The picture of a comparison of networks: SNR over time, spectrograms, and a detail of the outputs
 * and their first and second derivatives.
 *
 * @param name of the recording
 * @param headline the setup
 * @param recording the recording
 * @param networks in display order
 * @param close outputs and derivatives, three plots
 */
public record NetworksPicture(
    String name, String headline, Clip recording, List<Network> networks, List<Close> close) {

  private static final int HEIGHT = 2000;
  private static final int CLOSE_HEIGHT = 190;

  /** Number of spectrograms that fit into the usual height besides the recording's, two per row. */
  private static final int USUAL_NETWORKS = 3;

  private static final int ROW = 340;

  /** Lower initial values rise above this soon. */
  private static final double LOWEST_DB = -20;

  /**
   * One network.
   *
   * @param snr pairs of seconds and SNR in dB over the fit
   * @param band seconds, lowest and highest SNR of fits with several seeds; empty for one
   * @param rendered the network on the recording's sample grid
   */
  public record Network(String name, List<double[]> snr, List<double[]> band, Clip rendered) {}

  /**
   * One plot of the detail.
   *
   * @param label of the y axis, with its unit
   * @param lines pairs of milliseconds and value: first the recording's, then each network's
   */
  public record Close(String title, String label, List<List<double[]>> lines) {}

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    int rows = Math.max(0, (networks.size() - USUAL_NETWORKS + 1) / 2);
    return Canvas.draw(format, HEIGHT + rows * ROW, name, headline, this::draw);
  }

  private void draw(Graphics2D g) {
    int left = Canvas.LEFT;
    int width = Canvas.PLOT_WIDTH;
    progress(g, Canvas.area(110, 220));
    int gutter = 90;
    int half = (width - gutter - 40) / 2;
    double top = Spectrogram.of(recording, half).loudest();
    for (int i = 0; i <= networks.size(); i++) {
      Clip clip = i == 0 ? recording : networks.get(i - 1).rendered();
      String title = i == 0 ? "Recording" : networks.get(i - 1).name();
      int y = 425 + i / 2 * ROW;
      Rectangle area = new Rectangle(left + i % 2 * (half + gutter), y, half, 240);
      Spectrogram.of(clip, half).draw(g, area, top, title);
      if (i % 2 == 1) {
        Spectrogram.key(g, new Rectangle(area.x + half + 20, y, 18, 240));
      }
    }
    int y = 425 + (networks.size() / 2 + 1) * ROW - 10;
    for (Close plot : close) {
      draw(g, Canvas.area(y, CLOSE_HEIGHT), plot);
      y += CLOSE_HEIGHT + 100;
    }
  }

  /** A randomly initialised network starts below the SNR of silence. */
  private void progress(Graphics2D g, Rectangle area) {
    double last = 1e-3;
    double highest = 5;
    double lowest = 0;
    List<Curves.Line> lines = new ArrayList<>();
    for (Network network : networks) {
      for (double[] point : network.snr()) {
        last = Math.max(last, point[0]);
        if (Double.isFinite(point[1])) {
          highest = Math.max(highest, 1.05 * point[1]);
          lowest = Math.max(LOWEST_DB, Math.min(lowest, 1.05 * point[1]));
        }
      }
      lines.add(new Curves.Line(network.name(), network.snr(), network.band()));
    }
    Curves.draw(
        g,
        area,
        new Plot.Axis(0, last, "seconds of fitting"),
        new Plot.Axis(lowest, highest, "SNR (dB)"),
        "Training SNR over the fit",
        lines);
  }

  private void draw(Graphics2D g, Rectangle area, Close plot) {
    List<double[]> original = plot.lines().getFirst();
    double limit = 1e-9;
    for (double[] point : original) {
      limit = Math.max(limit, 1.4 * Math.abs(point[1]));
    }
    List<Curves.Line> lines = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      lines.add(new Curves.Line(networks.get(i).name(), plot.lines().get(i + 1)));
    }
    lines.add(new Curves.Line("recording", original, Curves.WIDE));
    Curves.draw(
        g,
        area,
        new Plot.Axis(original.getFirst()[0], original.getLast()[0], "time (ms)"),
        new Plot.Axis(-limit, limit, plot.label()),
        plot.title(),
        lines);
  }
}
