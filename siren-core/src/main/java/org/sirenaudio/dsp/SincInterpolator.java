package org.sirenaudio.dsp;

/**
 * Band-limited interpolation of a uniformly sampled signal at any instant, by a Hann-windowed sinc.
 * With p in samples and R = taps/2,
 *
 * <pre>
 * y(p) = Σ_k x[k]·h(p − k) / Σ_k h(p − k)
 * h(d) = sinc(d)·cos²(π·d/(2R)) for |d| &lt; R, else 0;   sinc(u) = sin(πu)/(πu)
 * </pre>
 *
 * (J. O. Smith, <em>Digital Audio Resampling Home Page</em>.) Dividing by the sum of the weights
 * makes the gain at 0 Hz exactly one at every instant. At the samples the result is exact. The
 * filter is symmetric, so zero-phase.
 *
 * <p>The signal is zero outside its samples: within R of an abrupt end the result shows the step,
 * and further than R outside the signal it is zero.
 *
 * <p>A tone at f times the Nyquist frequency leaves an image at 2 − f and is itself attenuated. The
 * image is below
 *
 * <pre>
 * 64 taps:  −80 dB up to f = 0.8, −56 dB at 0.9, −28 dB at 0.96, −14 dB at 0.98,  −7 dB at 0.995
 * 512 taps: −94 dB up to f = 0.95,               −88 dB at 0.96, −65 dB at 0.99, −28 dB at 0.995
 * </pre>
 */
public final class SincInterpolator {
  private static final int USUAL_TAPS = 64;

  /** For signals with content up to the Nyquist frequency. */
  private static final int MANY_TAPS = 512;

  /**
   * The fraction of a signal's power, lost or aliased, above which the long filter is used: −30 dB.
   */
  private static final double WORTH_MANY = 1e-3;

  private final int taps;
  private final double radius;
  private final double stepSin;
  private final double stepCos;

  private SincInterpolator(int taps) {
    this.taps = taps;
    this.radius = taps / 2.0;
    this.stepSin = Math.sin(Math.PI / radius);
    this.stepCos = Math.cos(Math.PI / radius);
  }

  /** The default 64 taps. */
  public static SincInterpolator create() {
    return of(USUAL_TAPS);
  }

  /**
   * @param taps number of samples per value, even, 2 to 4096
   * @throws IllegalArgumentException if it is invalid
   */
  public static SincInterpolator of(int taps) {
    if (taps < 2 || taps > 4096 || taps % 2 != 0) {
      throw new IllegalArgumentException("taps must be even, 2 to 4096, not " + taps);
    }
    return new SincInterpolator(taps);
  }

  /**
   * Chooses the filter length for a signal: 64 taps, or 512 if 64 would get more than a thousandth
   * of its power wrong because it lies close to the Nyquist frequency.
   *
   * @param power spectrum of the signal, evenly spaced from 0 Hz to the Nyquist frequency
   */
  public static SincInterpolator suiting(double[] power) {
    SincInterpolator usual = create();
    double wrong = 0;
    double all = 0;
    for (int k = 0; k < power.length; k++) {
      double nyquists = k / Math.max(1, power.length - 1.0);
      double image = nyquists < 0.8 ? 0 : usual.response(2 - nyquists);
      wrong += 2 * image * image * power[k];
      all += power[k];
    }
    return wrong > WORTH_MANY * all ? of(MANY_TAPS) : usual;
  }

  /** The gain at a frequency relative to the Nyquist frequency, by numerical integration. */
  private double response(double nyquists) {
    int steps = 16;
    double sum = 1;
    for (int i = 1; i < radius * steps; i++) {
      double d = i / (double) steps;
      double cos = Math.cos(Math.PI * d / (2 * radius));
      sum +=
          2 * Math.sin(Math.PI * d) / (Math.PI * d) * cos * cos * Math.cos(Math.PI * nyquists * d);
    }
    return sum / steps;
  }

  public int taps() {
    return taps;
  }

  /** R, half the filter length in samples. */
  public double radius() {
    return radius;
  }

  /**
   * The signal's value at each of the positions.
   *
   * @param signal [frames]
   * @param positions in samples: 0 is the first frame, 0.5 halfway to the second
   * @return [positions.length]
   */
  public float[] at(float[] signal, double[] positions) {
    float[] values = new float[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) at(signal, positions[i]);
    }
    return values;
  }

  /**
   * The signal's value at one position in samples.
   *
   * @throws IllegalArgumentException if the position is not finite
   */
  public double at(float[] signal, double position) {
    if (!Double.isFinite(position)) {
      throw new IllegalArgumentException("cannot interpolate at position " + position);
    }
    if (position <= -radius || position >= signal.length - 1 + radius) {
      return 0;
    }
    int nearest = (int) Math.rint(position);
    Kernel kernel = kernel(position - nearest);
    double sum = inside(nearest, signal) ? kernel.center * signal[nearest] : 0;
    for (int j = 1; j <= kernel.before.length; j++) {
      if (inside(nearest - j, signal)) {
        sum += kernel.before[j - 1] * signal[nearest - j];
      }
    }
    for (int j = 1; j <= kernel.after.length; j++) {
      if (inside(nearest + j, signal)) {
        sum += kernel.after[j - 1] * signal[nearest + j];
      }
    }
    return sum / kernel.total;
  }

  /**
   * The weights for one fractional position.
   *
   * @param center weight of the nearest sample
   * @param before weights of the samples before it, nearest first
   * @param after weights of the samples after it
   * @param total sum of all
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kernel(double center, double[] before, double[] after, double total) {

    /** The weighted sums at consecutive samples, one pass per weight. */
    void apply(double[] signal, int nearest, double[] sums, int count) {
      for (int i = 0; i < count; i++) {
        sums[i] = center * signal[nearest + i];
      }
      for (int j = 1; j <= before.length; j++) {
        add(before[j - 1], signal, nearest - j, sums, count);
      }
      for (int j = 1; j <= after.length; j++) {
        add(after[j - 1], signal, nearest + j, sums, count);
      }
    }

    private static void add(double weight, double[] signal, int from, double[] sums, int count) {
      for (int i = 0; i < count; i++) {
        sums[i] += weight * signal[from + i];
      }
    }
  }

  private Kernel kernel(double distance) {
    // Both loops start at the nearest sample: only there is |d| < 1/2, where the sine must be exact
    // to the last bit of d. From sample to sample only its sign changes; for the window,
    // rotation by a fixed step is accurate enough.
    double sin = Math.sin(Math.PI * distance);
    double windowSin = Math.sin(Math.PI * distance / radius);
    double windowCos = Math.cos(Math.PI * distance / radius);
    double center = (distance == 0 ? Math.PI : sin / distance) * (1 + windowCos);
    double total = center;
    double[][] sides = new double[2][];
    for (int side = -1; side <= 1; side += 2) {
      double s = sin;
      double ws = windowSin;
      double wc = windowCos;
      int count = 0;
      while (Math.abs(distance - side * (count + 1)) < radius) {
        count++;
      }
      double[] weights = new double[count];
      for (int j = 1; j <= count; j++) {
        s = -s;
        double nextWs = ws * stepCos - side * wc * stepSin;
        wc = wc * stepCos + side * ws * stepSin;
        ws = nextWs;
        // d = position − k for k = nearest + side·j
        double d = distance - side * j;
        weights[j - 1] = s / d * (1 + wc);
        total += weights[j - 1];
      }
      sides[(side + 1) / 2] = weights;
    }
    return new Kernel(center, sides[0], sides[1], total);
  }

  /** This interpolation at fixed fractions between frames. */
  public SubframeInterpolator atFractions(double... fractions) {
    return new AtFractions(
        this, fractions.clone(), new Kernel[fractions.length][Integer.SIZE + 1][2]);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record AtFractions(SincInterpolator sinc, double[] fractions, Kernel[][][] kernels)
      implements SubframeInterpolator {
    @Override
    public int reach() {
      return (int) Math.ceil(sinc.radius);
    }

    @Override
    public float[][] values(float[] signal, int origin, int from, int count) {
      int reach = reach() + 1;
      double[] around = new double[count + 2 * reach + 1];
      int first = Math.max(0, reach - from);
      int last = Math.min(around.length, signal.length + reach - from);
      for (int i = first; i < last; i++) {
        around[i] = signal[from - reach + i];
      }
      float[][] values = new float[fractions.length][count];
      double[] sums = new double[count];
      for (int p = 0; p < fractions.length; p++) {
        // The rounding of a position is constant between powers of two, and so is the kernel.
        for (int i = 0, end; i < count; i = end) {
          int frame = from + i;
          long next = frame < 1 ? frame + 1L : 2L * Integer.highestOneBit(frame);
          end = (int) Math.min(count, next - from);
          // At the midpoint the nearest frame is the even one: two kernels alternate.
          int turns = fractions[p] == 0.5 ? Math.min(2, end - i) : 1;
          for (int turn = 0; turn < turns; turn++) {
            double position = frame + turn + fractions[p];
            int nearest = (int) Math.rint(position);
            Kernel kernel = kernel(p, frame + turn, position - nearest);
            kernel.apply(around, reach + nearest - from - turn, sums, end - i);
            for (int k = i + turn; k < end; k += turns) {
              values[p][k] = (float) (sums[k - i] / kernel.total);
            }
          }
        }
      }
      return values;
    }

    /** Threads may compute one twice, with equal results. */
    private Kernel kernel(int fraction, int frame, double distance) {
      Kernel[] known = kernels[fraction][Integer.SIZE - Integer.numberOfLeadingZeros(frame)];
      Kernel kernel = known[frame & 1];
      if (kernel == null) {
        kernel = sinc.kernel(distance);
        known[frame & 1] = kernel;
      }
      return kernel;
    }
  }

  private static boolean inside(int k, float[] signal) {
    return k >= 0 && k < signal.length;
  }
}
