package org.sirenaudio.sync;

import java.util.Arrays;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.PhaseSmoother;
import org.sirenaudio.dsp.Smoothing;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/**
 * Tracks a tone of nominally constant frequency, such as mains hum or a pilot tone, to recover the
 * true time base: removes wow from tape and vinyl. The tone's phase divided by its frequency is the
 * true time.
 *
 * @param hertz nominal frequency
 * @param band modulation bandwidth that is tracked, in Hz
 * @param aboveDb level of the tone above its surroundings, in dB
 * @param toRecording from true time, starting with the recording, to the recording's time
 * @param seconds instants of the recording
 * @param deviation speed deviation there: 0.01 means one per cent too fast
 * @param remaining wow and flutter expected after correction by the map, due to the noise around
 *     the tone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PilotTone(
    double hertz,
    double band,
    double aboveDb,
    TimeMap toRecording,
    double[] seconds,
    double[] deviation,
    WowFlutter remaining) {

  /** Search range for the tone, relative to its frequency. */
  private static final double SEARCH = 0.04;

  /** Part of the baseband that is evaluated, since its edges are attenuated. */
  private static final double MARGIN = 1.5;

  /** Default modulation bandwidth, relative to the tone's frequency. */
  private static final double USUAL_BAND = 1 / 40.0;

  /** The upper limit of IEC 60386. */
  private static final double MOST_BAND_HZ = 200;

  /** To keep the map ascending. */
  private static final double LEAST_SPEED = 1e-3;

  private static final double LEAST_DB = 10;
  private static final double LEAST_PERIODS = 50;

  /**
   * The default modulation bandwidth, in Hz.
   *
   * @param hertz frequency of the tone
   */
  public static double usualBand(double hertz) {
    return Math.min(MOST_BAND_HZ, USUAL_BAND * hertz);
  }

  /**
   * Tracks a tone.
   *
   * @param hertz nominal frequency
   * @param band modulation bandwidth to track, up to a quarter of that, in Hz
   * @throws BadDataException if there is no prominent tone, or the recording is too short
   * @throws IllegalArgumentException if the frequency is not above 0 and more than 4 % below half
   *     the sample rate, or the band is not above 0 and up to a quarter of it
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the recording cannot be read
   */
  public static PilotTone of(ClipSource recording, double hertz, double band)
      throws BadDataException {
    return of(recording, hertz, band, 0);
  }

  /**
   * As above, with a number of threads.
   *
   * @param threads number of threads, 0 for one per processor
   * @throws BadDataException as above
   * @throws IllegalArgumentException also if the number of threads is negative
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the recording cannot be read
   */
  public static PilotTone of(ClipSource recording, double hertz, double band, int threads)
      throws BadDataException {
    double highest = recording.sampleRate() / 2 / (1 + SEARCH);
    if (!(hertz > 0 && hertz < highest)) {
      throw new IllegalArgumentException(
          "a tone must lie above 0 and below %s Hz, not at %s Hz: it is looked for within %s %%, up to half the sample rate"
              .formatted(
                  Figure.fixed(Math.floor(highest), 0), Figure.of(hertz), Figure.of(100 * SEARCH)));
    }
    if (!(band > 0 && band <= hertz / 4)) {
      throw new IllegalArgumentException(
          "the band of a tone of %s Hz must be above 0 and at most %s Hz, not %s"
              .formatted(Figure.of(hertz), Figure.of(hertz / 4), Figure.of(band)));
    }
    Mono mono = new Mono(recording);
    if (recording.seconds() * Math.min(hertz, 10 * band) < LEAST_PERIODS) {
      throw new BadDataException(
          "%.2f s is too short to track a tone of %s Hz within %s Hz"
              .formatted(recording.seconds(), Figure.of(hertz), Figure.of(band)));
    }
    try (Workers workers = Workers.of(threads)) {
      ToneBaseband around = ToneBaseband.of(mono, t -> hertz * t, MARGIN * SEARCH * hertz, workers);
      Peak peak = peak(around, band);
      if (!(peak.aboveDb >= LEAST_DB)) {
        throw new BadDataException(
            "no tone stands out within %s %% of %s Hz: %s dB above its surroundings, %s dB needed; does the recording contain one?"
                .formatted(
                    Figure.of(100 * SEARCH),
                    Figure.of(hertz),
                    Figure.fixed(peak.aboveDb, 1),
                    Figure.of(LEAST_DB)));
      }
      return followed(mono, hertz, hertz + peak.hertz, band, peak.aboveDb, workers);
    }
  }

  private record Peak(double hertz, double aboveDb) {}

  /**
   * The frequency whose surroundings, within half a band, have the most power relative to the rest.
   */
  private static Peak peak(ToneBaseband around, double band) {
    int count = around.count();
    int length = Integer.highestOneBit(Math.max(2, count)) * 2;
    Fft fft = Fft.of(length);
    double[] re = new double[fft.workLength()];
    double[] im = new double[fft.workLength()];
    double[] window = Envelopes.hann(count);
    for (int m = 0; m < count; m++) {
      re[m] = window[m] * around.re()[m];
      im[m] = window[m] * around.im()[m];
    }
    fft.forward(re);
    fft.forward(im);
    double step = around.rate() / length;
    int most = (int) (around.rate() / (ToneBaseband.RATE_OVER_BAND * MARGIN) / step);
    double[] power = new double[2 * most + 1];
    for (int k = -most; k <= most; k++) {
      int bin = Math.abs(k);
      // The transform of re + i·im at a frequency of either sign.
      double sign = k < 0 ? -1 : 1;
      double x = re[2 * bin] - sign * im[2 * bin + 1];
      double y = sign * re[2 * bin + 1] + im[2 * bin];
      power[k + most] = x * x + y * y;
    }
    int reach = Math.max(1, (int) (0.5 * band / step));
    double[] near = Smoothing.means(power, reach);
    int best = 0;
    for (int k = 1; k < near.length; k++) {
      best = near[k] > near[best] ? k : best;
    }
    double weight = 0;
    double moment = 0;
    double rest = 0;
    int others = 0;
    for (int k = 0; k < power.length; k++) {
      if (Math.abs(k - best) <= reach) {
        weight += power[k];
        moment += power[k] * (k - most) * step;
      } else if (Math.abs(k - best) > 2 * reach) {
        rest += power[k];
        others++;
      }
    }
    double density = others == 0 ? 0 : rest / others;
    double own = weight / (2 * reach + 1);
    double above = density > 0 ? 10 * Math.log10(own / density) : own > 0 ? 200 : Double.NaN;
    return new Peak(weight > 0 ? moment / weight : 0, above);
  }

  /**
   * Tracks twice: mixed with the first result, the tone's phase is nearly constant, so that filters
   * truncated at the ends do not bias it, and wide modulation stays within the band.
   */
  private static PilotTone followed(
      Mono mono, double hertz, double middle, double band, double aboveDb, Workers workers)
      throws BadDataException {
    ToneBaseband first = ToneBaseband.of(mono, t -> middle * t, band, workers);
    int count = first.count();
    double[] recording = new double[count];
    Arrays.setAll(recording, m -> m / first.rate());
    double[] phases = first.phases();
    Arrays.setAll(phases, m -> phases[m] + 2 * Math.PI * middle * recording[m]);
    requireForward(phases, recording, hertz);
    // A short recording consists mostly of ends.
    int missing = Math.min(ToneBaseband.REACH, count / 6);
    double[] rough = truth(PhaseSmoother.smooth(phases, first.levels(), missing), first, hertz);
    TimeMap found = TimeMap.through(recording, rough);
    ToneBaseband second = ToneBaseband.of(mono, t -> hertz * found.at(t), band, workers);
    double[] rest = second.phases();
    Arrays.setAll(rest, m -> rest[m] + 2 * Math.PI * hertz * rough[m]);
    double[] smooth = PhaseSmoother.smooth(rest, second.levels(), 0);
    double[] truth = truth(smooth, second, hertz);
    double[] error = PhaseSmoother.typicalError(smooth, second.levels());
    Arrays.setAll(error, m -> error[m] / (2 * Math.PI * hertz));
    double[] deviation = slopes(truth, recording);
    Arrays.setAll(deviation, m -> deviation[m] - 1);
    return new PilotTone(
        hertz,
        band,
        aboveDb,
        TimeMap.through(truth, recording),
        recording,
        deviation,
        WowFlutter.of(slopes(error, recording), second.rate(), band));
  }

  private static double[] slopes(double[] values, double[] seconds) {
    int last = values.length - 1;
    double[] slopes = new double[values.length];
    Arrays.setAll(
        slopes,
        m -> {
          int from = Math.max(0, m - 1);
          int to = Math.min(last, m + 1);
          return (values[to] - values[from]) / (seconds[to] - seconds[from]);
        });
    return slopes;
  }

  private static void requireForward(double[] phases, double[] seconds, double hertz)
      throws BadDataException {
    for (int m = 1; m < phases.length; m++) {
      if (!(phases[m] > phases[m - 1])) {
        throw new BadDataException(
            "the tone of %s Hz is lost at %.2f s; a narrower --band tracks less noise"
                .formatted(Figure.of(hertz), seconds[m]));
      }
    }
  }

  /** The true time from the start of the recording: the tone's phase over its frequency. */
  private static double[] truth(double[] phases, ToneBaseband tone, double hertz) {
    double[] truth = new double[phases.length];
    for (int m = 1; m < truth.length; m++) {
      double passed = (phases[m] - phases[m - 1]) / (2 * Math.PI * hertz);
      truth[m] = truth[m - 1] + Math.max(LEAST_SPEED / tone.rate(), passed);
    }
    return truth;
  }

  /** The mean deviation of the speed: 0.01 for one per cent too fast. */
  public double meanDeviation() {
    return Arrays.stream(deviation).average().orElse(0);
  }

  /** Wow and flutter of the tone. */
  public WowFlutter wowFlutter() {
    return WowFlutter.of(deviation, (seconds.length - 1) / seconds[seconds.length - 1], band);
  }
}
