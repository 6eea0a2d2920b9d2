package org.sirenaudio.sync;

import java.util.Arrays;
import org.sirenaudio.dsp.Fft;

/**
 * Speed deviations according to IEC 60386: the value not exceeded for 95 % of the time (the 2σ
 * method), in per cent, relative to the mean speed; unweighted. Wow covers 0.2 to 6 Hz, flutter 6
 * to 200 Hz.
 *
 * @param wowPercent as far as the tracked band allows
 * @param flutterPercent NaN if the band ends below 6 Hz
 */
public record WowFlutter(double wowPercent, double flutterPercent) {

  private static final double LOWEST_HZ = 0.2;
  private static final double FLUTTER_HZ = 6;
  private static final double HIGHEST_HZ = 200;
  private static final double SHARE = 0.95;

  /**
   * @param deviation speed deviations at regular instants
   * @param rate of the instants in Hz
   * @param band that was tracked, in Hz
   */
  static WowFlutter of(double[] deviation, double rate, double band) {
    double wow = percent(deviation, rate, LOWEST_HZ, Math.min(FLUTTER_HZ, band));
    double flutter =
        band > FLUTTER_HZ
            ? percent(deviation, rate, FLUTTER_HZ, Math.min(HIGHEST_HZ, band))
            : Double.NaN;
    return new WowFlutter(wow, flutter);
  }

  private static double percent(double[] deviation, double rate, double from, double to) {
    int count = deviation.length;
    // Mirrored to avoid a jump at the ends.
    Fft fft = Fft.of(2 * count);
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < count; i++) {
      work[i] = deviation[i];
      work[2 * count - 1 - i] = deviation[i];
    }
    fft.forward(work);
    for (int k = 0; k < fft.bins(); k++) {
      double hertz = k * rate / (2 * count);
      if (hertz < from || hertz > to) {
        work[2 * k] = 0;
        work[2 * k + 1] = 0;
      }
    }
    fft.inverse(work);
    double[] sizes = new double[count];
    Arrays.setAll(sizes, i -> Math.abs(work[i]));
    Arrays.sort(sizes);
    return 100 * sizes[Math.min(count - 1, (int) (SHARE * count))];
  }
}
