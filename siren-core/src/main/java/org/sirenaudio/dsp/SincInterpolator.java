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
    // Both walks start at the nearest sample: there alone |d| < 1/2, where the sine must be exact
    // to the last bit of d; a rotation by fixed steps is exact enough from there on.
    int nearest = (int) Math.rint(position);
    double distance = position - nearest;
    double sin = Math.sin(Math.PI * bandwidth * distance);
    double cos = Math.cos(Math.PI * bandwidth * distance);
    double windowSin = Math.sin(Math.PI * distance / radius);
    double windowCos = Math.cos(Math.PI * distance / radius);

    double peak = bandwidth * Math.PI;
    double weight = (distance == 0 ? peak : sin / distance) * (1 + windowCos);
    double weights = weight;
    double sum = inside(nearest, signal) ? weight * signal[nearest] : 0;
    for (int side = -1; side <= 1; side += 2) {
      double s = sin;
      double c = cos;
      double ws = windowSin;
      double wc = windowCos;
      for (int j = 1; ; j++) {
        // d = position − k for k = nearest + side·j
        double d = distance - side * j;
        if (Math.abs(d) >= radius) {
          break;
        }
        double nextS = s * sincStepCos - side * c * sincStepSin;
        c = c * sincStepCos + side * s * sincStepSin;
        s = nextS;
        double nextWs = ws * windowStepCos - side * wc * windowStepSin;
        wc = wc * windowStepCos + side * ws * windowStepSin;
        ws = nextWs;
        double w = s / d * (1 + wc);
        weights += w;
        int k = nearest + side * j;
        if (inside(k, signal)) {
          sum += w * signal[k];
        }
      }
    }
    return sum / weights;
  }

  /** This interpolation at fixed fractions of the way from frame to frame. */
  public SubframeInterpolator atFractions(double... fractions) {
    return new AtFractions(this, fractions.clone());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record AtFractions(SincInterpolator sinc, double[] fractions)
      implements SubframeInterpolator {
    @Override
    public int reach() {
      return (int) Math.ceil(sinc.radius);
    }

    @Override
    public float[][] values(float[] signal, int origin, int from, int count) {
      float[][] values = new float[fractions.length][count];
      for (int p = 0; p < fractions.length; p++) {
        for (int i = 0; i < count; i++) {
          values[p][i] = (float) sinc.at(signal, from + i + fractions[p]);
        }
      }
      return values;
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
