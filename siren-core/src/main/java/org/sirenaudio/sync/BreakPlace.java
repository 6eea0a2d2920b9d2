package org.sirenaudio.sync;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.sirenaudio.dsp.Convolution;
import org.sirenaudio.dsp.Robust;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/** Locates a jump between two chunks and measures its length in whole frames. */
final class BreakPlace {

  /** Chunks on each side used to measure its length. */
  private static final int NEAR = 16;

  /** Minimum distance from the jump for a chunk not to include it. */
  static final double CLEAR_SECONDS = 0.4;

  /** Accuracy of the position. */
  private static final double UNSURE_SECONDS = 0.02;

  private static final int ROUNDS = 3;

  private BreakPlace() {}

  /**
   * A change of the lag.
   *
   * @param from an instant before it, on the reference's clock in seconds
   * @param to an instant after it
   * @param before the lag right before it, in seconds
   * @param after the lag right after it
   */
  record Step(double from, double to, double before, double after) {}

  /**
   * @param map reference of the lags, a straight line
   */
  static Jump of(Aligned aligned, TimeMap map, Step step, Workers workers) {
    double rate = aligned.other().sampleRate();
    // Chunks clear of the jump give its length, and the frequencies that locate it.
    double from = step.from - CLEAR_SECONDS;
    double to = step.to + CLEAR_SECONDS;
    Step better = step;
    Jump jump = at(aligned, map, step, 0.5 * (from + to), frames(step, rate));
    for (int round = 0; round < ROUNDS && jump.frames() != 0; round++) {
      JumpRest rest = JumpRest.of(aligned, later(map, better.before), jump, from, to, workers);
      if (rest == null) {
        return round == 0
            ? placed(aligned, map, better, jump.frames(), BreakPlace::differences)
            : jump;
      }
      long frames = jump.frames() - Math.round(rest.seconds() * rate);
      boolean same = round > 0 && frames == jump.frames();
      better = new Step(step.from, step.to, better.before, better.before - frames / rate);
      double[] taps = rest.matched(aligned.blockLength());
      jump = placed(aligned, map, better, frames, x -> Convolution.centred(x, taps));
      if (same) {
        break;
      }
      from = jump.seconds() - UNSURE_SECONDS;
      to = jump.seconds() + UNSURE_SECONDS;
    }
    return jump;
  }

  private static Jump at(Aligned aligned, TimeMap map, Step step, double seconds, long frames) {
    long frame = Math.round(later(map, step.before).at(seconds) * aligned.other().sampleRate());
    return new Jump(seconds, Math.clamp(frame, 0, aligned.other().frames() - 1L), frames);
  }

  /** Low frequencies are too slow to locate an end, as long as the noise is unknown. */
  private static double[] differences(float[] samples) {
    double[] differences = new double[samples.length];
    for (int i = 1; i + 1 < samples.length; i++) {
      differences[i] = 2.0 * samples[i] - samples[i - 1] - samples[i + 1];
    }
    return differences;
  }

  private static long frames(Step step, double rate) {
    return Math.round((step.before - step.after) * rate);
  }

  /**
   * Where the lag changes between two instants: the point that maximises the agreement with the
   * earlier lag before it and with the later lag after it.
   */
  private static Jump placed(
      Aligned aligned, TimeMap map, Step step, long frames, Function<float[], double[]> filter) {
    double rate = aligned.reference().sampleRate();
    double margin = CLEAR_SECONDS;
    TimeMap early = later(map, step.before);
    TimeMap late = later(map, step.after);
    double begin = Math.max(aligned.overlap(early)[0], step.from - margin);
    double end = Math.min(aligned.overlap(late)[1], step.to + margin);
    long first = (long) (begin * rate);
    int count = (int) (end * rate - first);
    double[] x = filter.apply(aligned.ofReference().chunk(first, count));
    float[] a = aligned.ofOther(early).chunk(first, count);
    float[] b = aligned.ofOther(late).chunk(first, count);
    int gap = (int) Math.max(0, Math.round(frames * rate / aligned.other().sampleRate()));
    double[] before = new double[count + 1];
    double[] behind = new double[count + 1];
    for (int i = 0; i < count; i++) {
      before[i + 1] = before[i] + x[i] * a[i];
      behind[i + 1] = behind[i] + x[i] * b[i];
    }
    double sign = before[count] + behind[count] < 0 ? -1 : 1;
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i + gap < count; i++) {
      double sum = sign * (before[i] + behind[count] - behind[i + gap]);
      if (sum > most) {
        most = sum;
        best = i;
      }
    }
    return at(aligned, map, step, (first + best) / rate, frames);
  }

  /** A straight line shifted by a lag in seconds. */
  static TimeMap later(TimeMap line, double lag) {
    return TimeMap.linear(line.at(0) + lag, line.slope(0));
  }

  /**
   * The lags on each side of a jump between two instants, extrapolated to it along their common
   * slope.
   *
   * @param chunks which of them to use
   * @param clear minimum distance of a chunk's centre from the jump, in seconds
   */
  static Step step(ChunkLags lags, int[] chunks, double from, double to, double clear) {
    double middle = 0.5 * (from + to);
    int[] early = near(lags, chunks, middle, t -> t <= from - clear);
    int[] late = near(lags, chunks, middle, t -> t >= to + clear);
    double slope =
        Robust.median(DoubleStream.concat(slopes(lags, early), slopes(lags, late)).toArray());
    return new Step(from, to, level(lags, early, slope, middle), level(lags, late, slope, middle));
  }

  private static int[] near(ChunkLags lags, int[] chunks, double middle, DoublePredicate side) {
    return Arrays.stream(chunks)
        .filter(i -> side.test(lags.seconds()[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Math.abs(lags.seconds()[i] - middle)))
        .limit(NEAR)
        .mapToInt(i -> i)
        .toArray();
  }

  /** Over all pairs without common samples. */
  private static DoubleStream slopes(ChunkLags lags, int[] chunks) {
    return Arrays.stream(chunks)
        .boxed()
        .flatMapToDouble(
            i ->
                Arrays.stream(chunks)
                    .filter(j -> lags.seconds()[j] - lags.seconds()[i] > 2 * CLEAR_SECONDS)
                    .mapToDouble(
                        j ->
                            (lags.lags()[j] - lags.lags()[i])
                                / (lags.seconds()[j] - lags.seconds()[i])));
  }

  private static double level(ChunkLags lags, int[] chunks, double slope, double seconds) {
    return Robust.median(
        Arrays.stream(chunks)
            .mapToDouble(i -> lags.lags()[i] - slope * (lags.seconds()[i] - seconds))
            .toArray());
  }
}
