package org.sirenaudio.dsp;

/**
 * Lowers a sample rate by any ratio, through a filter that keeps what lies below 0.9 of the new
 * Nyquist frequency within 0.01 dB and takes away 100 dB or more from the new Nyquist frequency on.
 * Point j of a signal lies at {@code j·frames/points} frames of the lower rate; point 0 is frame 0,
 * and there is no delay.
 *
 * <pre>y[m] = frames/points · Σ_j x[j]·h(m − j·frames/points)</pre>
 *
 * with the h of {@link AntiAliasFilter}. Each frame is summed in order of the points, so it is the
 * same to the bit wherever a stream begins and however it is cut into blocks. Whole numbers and
 * their ratios are exact for any length.
 */
public final class Downsampler {

  /** More phases than these are not kept but computed for each point. */
  private static final int MOST_PHASES = 1024;

  private final double points;
  private final double frames;
  private final double divisor;
  private final double[][] phases;

  private Downsampler(double points, double frames) {
    this.points = points;
    this.frames = frames;
    boolean whole = points == Math.rint(points) && frames == Math.rint(frames);
    divisor = whole ? divisor(points, frames) : 1;
    boolean few = whole && points / divisor <= MOST_PHASES;
    phases = new double[few ? (int) (points / divisor) : 0][AntiAliasFilter.TAPS];
    for (int i = 0; i < phases.length; i++) {
      AntiAliasFilter.taps(i * divisor / points, frames / points, phases[i]);
    }
  }

  /**
   * Makes {@code frames} frames of every {@code points} points; the two sample rates, for example.
   *
   * @param points finite
   * @param frames above 0 and at most {@code points}
   * @throws IllegalArgumentException otherwise
   */
  public static Downsampler of(double points, double frames) {
    if (!(frames > 0 && frames <= points && points <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "cannot make %s frames of %s points".formatted(frames, points));
    }
    return new Downsampler(points, frames);
  }

  private static double divisor(double a, double b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /** The first point that has influence on a frame; below 0 for the first frames. */
  public long firstPoint(long frame) {
    return pointAt(frame - AntiAliasFilter.REACH);
  }

  /** The point with which a frame is complete. */
  public long lastPoint(long frame) {
    return pointAt(frame + AntiAliasFilter.REACH);
  }

  /** The first point that does not lie before a frame. */
  private long pointAt(long frame) {
    long point = (long) Math.ceil(frame * points / frames);
    while (frameAt(point - 1) >= frame) {
      point--;
    }
    while (frameAt(point) < frame) {
      point++;
    }
    return point;
  }

  /** The last frame that does not lie behind a point. */
  private long frameAt(long point) {
    double product = point * frames;
    double frame = Math.floor(product / points);
    return (long) (product < frame * points ? frame - 1 : frame);
  }

  /** How many frames may become complete with so many points. */
  public int mostFrames(int count) {
    return 2 + (int) (count * (frames / points));
  }

  /**
   * Takes one channel's points from {@code firstPoint(frame)} on and gives frames from {@code
   * frame} on.
   */
  public Stream from(long frame) {
    return new Stream(frame);
  }

  /** One channel on its way through; for one thread. */
  public final class Stream {
    private final long first;

    /** Of the frames from {@code lowest} on. */
    private final double[] sums = new double[AntiAliasFilter.TAPS];

    private final double[] taps = new double[AntiAliasFilter.TAPS];
    private long point;
    private long lowest;

    private Stream(long frame) {
      first = frame;
      point = firstPoint(frame);
      lowest = lowest(point);
    }

    private long lowest(long point) {
      return frameAt(point) - AntiAliasFilter.REACH + 1;
    }

    /**
     * Takes the next points.
     *
     * @param signal the points, from index 0 on
     * @param count how many
     * @param into receives the frames that are complete, at most {@link #mostFrames}
     * @return how many those are
     */
    public int add(float[] signal, int count, float[] into) {
      int complete = 0;
      for (int i = 0; i < count; i++, point++) {
        for (long now = lowest(point); lowest < now; lowest++) {
          if (lowest >= first) {
            into[complete++] = (float) sums[0];
          }
          System.arraycopy(sums, 1, sums, 0, sums.length - 1);
          sums[sums.length - 1] = 0;
        }
        accumulate(sums, taps(), signal[i]);
      }
      return complete;
    }

    private double[] taps() {
      double behind = point * frames - (lowest + AntiAliasFilter.REACH - 1) * points;
      if (phases.length > 0) {
        return phases[(int) (behind / divisor)];
      }
      AntiAliasFilter.taps(Math.clamp(behind / points, 0, 1), frames / points, taps);
      return taps;
    }
  }

  private static void accumulate(double[] sums, double[] taps, double value) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += value * taps[k];
    }
  }
}
