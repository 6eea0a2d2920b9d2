package org.sirenaudio.dsp;

/**
 * Band-limited interpolation of a uniformly sampled signal at any instant, by a Hann-windowed sinc.
 * With p in samples, b the bandwidth as a fraction of the Nyquist frequency and R = taps/(2b),
 *
 * <pre>
 * y(p) = Σ_k x[k]·h(p − k) / Σ_k h(p − k)
 * h(d) = sinc(b·d)·cos²(π·d/(2R)) for |d| &lt; R, else 0;   sinc(u) = sin(πu)/(πu)
 * </pre>
 *
 * (J. O. Smith, <em>Digital Audio Resampling Home Page</em>.) Dividing by the sum of the weights
 * makes the gain at 0 Hz exactly one at every instant. With b = 1 the samples themselves come back
 * unchanged. With b &lt; 1 it is at the same time the low-pass filter that decimation needs. The
 * filter is symmetric: there is no delay.
 *
 * <p>The signal is zero outside its samples, so within R of an end that does not fade the result
 * shows the step, and from R outside the signal on it is zero.
 *
 * <p>Accuracy with 64 taps and b = 1, for tones away from the ends, as error power against the
 * tone's: below −90 dB up to 0.6 of the Nyquist frequency, −75 dB up to 0.8, −50 dB up to 0.9.
 */
public final class SincInterpolator {
  private static final int DEFAULT_TAPS = 64;

  private final int taps;
  private final double bandwidth;
  private final double radius;
  private final double sincStepSin;
  private final double sincStepCos;
  private final double windowStepSin;
  private final double windowStepCos;

  private SincInterpolator(int taps, double bandwidth) {
    this.taps = taps;
    this.bandwidth = bandwidth;
    this.radius = taps / (2 * bandwidth);
    // At full bandwidth sin(π) must be exactly zero for the samples to come back unchanged.
    this.sincStepSin = bandwidth == 1 ? 0 : Math.sin(Math.PI * bandwidth);
    this.sincStepCos = bandwidth == 1 ? -1 : Math.cos(Math.PI * bandwidth);
    this.windowStepSin = Math.sin(Math.PI / radius);
    this.windowStepCos = Math.cos(Math.PI / radius);
  }

  /** 64 taps at full bandwidth. */
  public static SincInterpolator create() {
    return of(DEFAULT_TAPS, 1);
  }

  /**
   * An interpolator with every choice spelled out.
   *
   * @param taps zero crossings of the sinc within the window, even, 2 to 4096: at full bandwidth,
   *     the number of samples that a value is made of
   * @param bandwidth the half-gain frequency as a fraction of the signal's Nyquist frequency, from
   *     1/65536 to 1
   * @throws IllegalArgumentException if either is out of range
   */
  public static SincInterpolator of(int taps, double bandwidth) {
    if (taps < 2 || taps > 4096 || taps % 2 != 0) {
      throw new IllegalArgumentException("taps must be even, 2 to 4096, not " + taps);
    }
    if (!(bandwidth >= 0x1p-16 && bandwidth <= 1)) {
      throw new IllegalArgumentException("bandwidth must be from 2^-16 to 1, not " + bandwidth);
    }
    return new SincInterpolator(taps, bandwidth);
  }

  /**
   * The interpolator that changes one sample rate into another: full bandwidth going up; going
   * down, a low-pass filter whose stop band begins at the new Nyquist frequency, which costs the
   * upper 4/taps of the new band.
   */
  public static SincInterpolator forRates(double fromRate, double toRate, int taps) {
    checkRate(fromRate);
    checkRate(toRate);
    // The Hann window's main lobe reaches 2/length on either side of the edge; length = taps/b.
    double bandwidth = toRate >= fromRate ? 1 : toRate / fromRate / (1 + 4.0 / taps);
    return of(taps, bandwidth);
  }

  /**
   * Changes the sample rate: {@code M = round(N·toRate/fromRate)} (at least one) frames at the
   * instants m/toRate. The first frame stays where it is in time.
   */
  public static float[] resample(float[] signal, double fromRate, double toRate) {
    SincInterpolator interpolator = forRates(fromRate, toRate, DEFAULT_TAPS);
    long frames = Math.max(1, Math.round(signal.length * toRate / fromRate));
    float[] resampled = new float[Math.toIntExact(frames)];
    for (int m = 0; m < resampled.length; m++) {
      resampled[m] = (float) interpolator.at(signal, m * fromRate / toRate);
    }
    return resampled;
  }

  public int taps() {
    return taps;
  }

  public double bandwidth() {
    return bandwidth;
  }

  /** R, the distance in samples from which on a sample has no influence. */
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
   * What each sample counts for at one distance from the nearest.
   *
   * @param center the nearest sample's weight
   * @param before those of the samples before it, the nearest first
   * @param after those of the samples after it
   * @param total of all
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kernel(double center, double[] before, double[] after, double total) {

    /** The weighted sums at so many samples in a row, one pass for each weight. */
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
    // Both walks start at the nearest sample: there alone |d| < 1/2, where the sine must be exact
    // to the last bit of d; a rotation by fixed steps is exact enough from there on.
    double sin = Math.sin(Math.PI * bandwidth * distance);
    double cos = Math.cos(Math.PI * bandwidth * distance);
    double windowSin = Math.sin(Math.PI * distance / radius);
    double windowCos = Math.cos(Math.PI * distance / radius);
    double peak = bandwidth * Math.PI;
    double center = (distance == 0 ? peak : sin / distance) * (1 + windowCos);
    double total = center;
    double[][] sides = new double[2][];
    for (int side = -1; side <= 1; side += 2) {
      double s = sin;
      double c = cos;
      double ws = windowSin;
      double wc = windowCos;
      int count = 0;
      while (Math.abs(distance - side * (count + 1)) < radius) {
        count++;
      }
      double[] weights = new double[count];
      for (int j = 1; j <= count; j++) {
        double nextS = s * sincStepCos - side * c * sincStepSin;
        c = c * sincStepCos + side * s * sincStepSin;
        s = nextS;
        double nextWs = ws * windowStepCos - side * wc * windowStepSin;
        wc = wc * windowStepCos + side * ws * windowStepSin;
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

  /** This interpolation at fixed fractions of the way from frame to frame. */
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
        // A position's rounding is the same from one power of two to the next, and so is the
        // kernel.
        for (int i = 0, end; i < count; i = end) {
          int frame = from + i;
          long next = frame < 1 ? frame + 1L : 2L * Integer.highestOneBit(frame);
          end = (int) Math.min(count, next - from);
          // Halfway, the nearest frame is the even one: two kernels take turns.
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

    /** Threads may compute one twice; it is the same one. */
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

  private static void checkRate(double rate) {
    if (!(rate > 0 && rate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a sample rate is above 0 and finite, not " + rate);
    }
  }
}
