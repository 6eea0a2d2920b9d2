package org.sirenaudio.cli.picture;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.dsp.Window;

/**
 * A spectrogram of a clip in dB, one pixel column per instant.
 *
 * @param levels {@code [columns][bins]}, power of the channel sum in dB
 * @param seconds length of the clip
 * @param nyquist highest frequency in Hz
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record Spectrogram(double[][] levels, double seconds, double nyquist) {

  /** Dynamic range shown, in dB below the maximum. */
  static final double RANGE_DB = 90;

  /** Gap between two spectrograms, and space for the key at the right. */
  private static final int GUTTER = 90;

  private static final int KEY = 40;
  private static final int MOST_FFT = 1024;
  private static final int LEAST_FFT = 16;
  private static final double SILENCE_DB = -200;

  /** Analyses a clip at as many instants as there are columns to draw. */
  static Spectrogram of(ClipSource clip, int columns) {
    int size = MOST_FFT;
    while (size > LEAST_FFT && size > clip.frames() / 4) {
      size /= 2;
    }
    Stft stft = Stft.of(size, size, size, Window.HANN_PERIODIC, false);
    double[] stretch = new double[size];
    double[] spectrum = new double[stft.workLength()];
    double[][] levels = new double[columns][stft.bins()];
    for (int x = 0; x < columns; x++) {
      int first = (int) ((x + 0.5) * clip.frames() / columns) - size / 2;
      mix(clip, first, stretch);
      stft.forward(stretch, 0, spectrum);
      for (int k = 0; k < levels[x].length; k++) {
        double re = spectrum[2 * k];
        double im = spectrum[2 * k + 1];
        levels[x][k] = Math.max(SILENCE_DB, 10 * Math.log10(re * re + im * im + 1e-30));
      }
    }
    return new Spectrogram(levels, clip.seconds(), clip.sampleRate() / 2);
  }

  /** The channel sum from a frame on, zero beyond the ends. */
  private static void mix(ClipSource clip, int first, double[] into) {
    int from = Math.clamp(first, 0, clip.frames() - 1);
    int to = Math.clamp((long) first + into.length, from + 1, clip.frames());
    Clip part = clip.slice(from, to - from);
    Arrays.fill(into, 0);
    for (int i = Math.max(0, from - first); i < into.length && first + i < to; i++) {
      for (int c = 0; c < part.channels(); c++) {
        into[i] += part.channel(c)[first + i - from];
      }
    }
  }

  /**
   * The same on an axis that reaches higher, silent there.
   *
   * @param hertz the highest frequency shown, at least this one's
   */
  Spectrogram upTo(double hertz) {
    int bins = 1 + (int) Math.round((levels[0].length - 1) * hertz / nyquist);
    double[][] higher = new double[levels.length][];
    for (int x = 0; x < levels.length; x++) {
      higher[x] = Arrays.copyOf(levels[x], bins);
      Arrays.fill(higher[x], levels[x].length, bins, SILENCE_DB);
    }
    return new Spectrogram(higher, seconds, hertz);
  }

  double loudest() {
    double loudest = SILENCE_DB + RANGE_DB;
    for (double[] column : levels) {
      for (double level : column) {
        loudest = Math.max(loudest, level);
      }
    }
    return loudest;
  }

  /**
   * @param top level in dB of the lightest colour
   */
  void draw(Graphics2D g, Rectangle area, double top, String title) {
    g.drawImage(image(area.height, top), area.x, area.y, area.width, area.height, null);
    boolean kilo = nyquist >= 1000;
    Plot plot =
        new Plot(
            g,
            area,
            new Plot.Axis(0, seconds, "time (s)"),
            kilo
                ? new Plot.Axis(0, nyquist / 1000, "frequency (kHz)")
                : new Plot.Axis(0, nyquist, "frequency (Hz)"));
    plot.frame(title);
  }

  /**
   * One pixel per column and the given number of rows, highest frequency on top.
   *
   * @param top level in dB of the lightest colour
   */
  BufferedImage image(int height, double top) {
    BufferedImage image = new BufferedImage(levels.length, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < levels.length; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, ColourMap.rgb(shade(x, y, height, top)));
      }
    }
    return image;
  }

  /** As above as {@code [height][columns]} indices of {@link ColourMap#shades}. */
  byte[][] shades(int height, double top) {
    byte[][] rows = new byte[height][levels.length];
    for (int x = 0; x < levels.length; x++) {
      for (int y = 0; y < height; y++) {
        double part = Math.clamp(shade(x, y, height, top), 0.0, 1.0);
        rows[y][x] = (byte) Math.round(part * (ColourMap.SHADES - 1));
      }
    }
    return rows;
  }

  /** A pixel's shade, 0 for the floor and 1 for {@code top}. */
  private double shade(int x, int y, int height, double top) {
    double[] column = levels[x];
    double bin = (column.length - 1) * (height - 1.0 - y) / (height - 1);
    int below = Math.min(column.length - 2, (int) bin);
    double level = column[below] + (bin - below) * (column[below + 1] - column[below]);
    return (level - top + RANGE_DB) / RANGE_DB;
  }

  /** Two spectrograms side by side with a common scale, set by the first, and a colour key. */
  static void drawPair(
      Graphics2D g,
      Rectangle area,
      ClipSource left,
      String leftTitle,
      ClipSource right,
      String rightTitle) {
    int width = (area.width - GUTTER - KEY) / 2;
    Spectrogram original = of(left, width);
    double top = original.loudest();
    original.draw(g, new Rectangle(area.x, area.y, width, area.height), top, leftTitle);
    int second = area.x + width + GUTTER;
    of(right, width).draw(g, new Rectangle(second, area.y, width, area.height), top, rightTitle);
    key(g, new Rectangle(second + width + 20, area.y, 18, area.height));
  }

  /** The colour key. */
  static void key(Graphics2D g, Rectangle area) {
    for (int y = 0; y < area.height; y++) {
      g.setColor(new java.awt.Color(ColourMap.rgb(1 - (double) y / (area.height - 1))));
      g.fillRect(area.x, area.y + y, area.width, 1);
    }
    g.setColor(Plot.QUIET);
    g.draw(area);
    g.setFont(Plot.font(java.awt.Font.PLAIN, 13));
    for (int db = 0; db <= RANGE_DB; db += 30) {
      int y = area.y + (int) (area.height * db / RANGE_DB);
      g.drawString(db == 0 ? "0 dB" : "−" + db, area.x + area.width + 6, y + 5);
    }
  }
}
