package org.sirenaudio.dsp;

/**
 * Decimates by any ratio through {@link AntiAliasFilter}. Point j of a signal lies at {@code
 * j·frames/points} frames of the lower rate; point 0 is frame 0, and there is no delay.
 *
 * <pre>y[m] = frames/points · Σ_j x[j]·h(m − j·frames/points)</pre>
 *
 * with the h of that filter. Each frame is summed in order of the points, so results are
 * bit-identical wherever a stream begins and however it is split into blocks. Integers and their
 * ratios are exact for any length.
 */
public final class Downsampler {

  /** Beyond this many phases the filter is computed per point rather than tabulated. */
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
   * Converts every {@code points} points to {@code frames} frames; for example, the two sample
   * rates.
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

  /** The first point that influences a frame; negative for the first frames. */
  public long firstPoint(long frame) {
    return pointAt(frame - AntiAliasFilter.REACH);
  }

  /** The last point that influences a frame. */
  public long lastPoint(long frame) {
    return pointAt(frame + AntiAliasFilter.REACH);
  }

  /** The first point at or after a frame. */
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

  /** The last frame at or before a point. */
  private long frameAt(long point) {
    double product = point * frames;
    double frame = Math.floor(product / points);
    return (long) (product < frame * points ? frame - 1 : frame);
  }

  /** Upper bound on the frames completed by this many points. */
  public int mostFrames(int count) {
    return 2 + (int) (count * (frames / points));
  }

  /**
   * Starts one channel: takes points from {@code firstPoint(frame)} and emits frames from {@code
   * frame}.
   */
  public Stream from(long frame) {
    return new Stream(frame);
  }

  /** The state of one channel; for one thread. */
  public final class Stream {
    private final long first;

    /** Partial sums of the frames from {@code lowest}. */
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
     * @param signal the points, from index 0
     * @param count number of points
     * @param into receives the completed frames, at most {@link #mostFrames}
     * @return number of completed frames
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
