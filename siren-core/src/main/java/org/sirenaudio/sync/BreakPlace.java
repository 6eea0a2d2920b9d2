package org.sirenaudio.sync;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sirenaudio.dsp.Robust;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/** Locates a jump between two chunks and measures its length in whole frames. */
final class BreakPlace {

  /** Chunks on each side used to measure its length. */
  private static final int NEAR = 16;

  /** Minimum distance from the jump for a chunk not to include it. */
  static final double CLEAR_SECONDS = 0.4;

  /** Blocks on each side, with 50 % overlap. */
  private static final int AROUND_BLOCKS = 64;

  private static final int LEAST_BLOCKS = 12;

  /** Accuracy of the position. */
  private static final double UNSURE_SECONDS = 0.02;

  private static final int ROUNDS = 3;
  private static final int FIT_ROUNDS = 6;
  private static final double MOST_DEVIATIONS = 3;

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
    Step better = step;
    Jump jump = placed(aligned, map, better, frames(better, rate));
    for (int round = 0; round < ROUNDS && jump.frames() != 0; round++) {
      double left = left(aligned, map, better.before, jump, workers);
      long frames = jump.frames() - Math.round(left * rate);
      if (frames == jump.frames()) {
        break;
      }
      better = new Step(step.from, step.to, better.before, better.before - frames / rate);
      jump = placed(aligned, map, better, frames);
    }
    return jump;
  }

  private static long frames(Step step, double rate) {
    return Math.round((step.before - step.after) * rate);
  }

  /**
   * Where the lag changes between two instants: the point that maximises the agreement with the
   * earlier lag before it and with the later lag after it.
   */
  private static Jump placed(Aligned aligned, TimeMap map, Step step, long frames) {
    double rate = aligned.reference().sampleRate();
    double margin = CLEAR_SECONDS;
    TimeMap early = later(map, step.before);
    TimeMap late = later(map, step.after);
    double begin = Math.max(aligned.overlap(early)[0], step.from - margin);
    double end = Math.min(aligned.overlap(late)[1], step.to + margin);
    long first = (long) (begin * rate);
    int count = (int) (end * rate - first);
    float[] x = aligned.ofReference().chunk(first, count);
    float[] a = aligned.ofOther(early).chunk(first, count);
    float[] b = aligned.ofOther(late).chunk(first, count);
    int gap = (int) Math.max(0, Math.round(frames * rate / aligned.other().sampleRate()));
    double[] before = new double[count + 1];
    double[] behind = new double[count + 1];
    for (int i = 0; i < count; i++) {
      // First differences, since low frequencies have too little time resolution.
      double own = i == 0 ? 0 : x[i] - x[i - 1];
      before[i + 1] = before[i] + (i == 0 ? 0 : own * (a[i] - a[i - 1]));
      behind[i + 1] = behind[i] + (i == 0 ? 0 : own * (b[i] - b[i - 1]));
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
    double seconds = (first + best) / rate;
    long frame = Math.round(early.at(seconds) * aligned.other().sampleRate());
    return new Jump(seconds, Math.clamp(frame, 0, aligned.other().frames() - 1L), frames);
  }

  /** The residual step at full bandwidth once the jump is repaired, in seconds. */
  private static double left(
      Aligned aligned, TimeMap map, double before, Jump jump, Workers workers) {
    double rate = aligned.reference().sampleRate();
    Aligned mended = aligned.without(List.of(jump));
    TimeMap early = later(map, before);
    double[] overlap = mended.overlap(early);
    int length = aligned.blockLength();
    double gap = Math.max(0, jump.frames() / aligned.other().sampleRate());
    double end = overlap[1] - length / rate;
    long[] starts =
        IntStream.range(-AROUND_BLOCKS, AROUND_BLOCKS)
            .mapToDouble(
                i ->
                    i < 0
                        ? jump.seconds() - UNSURE_SECONDS + (0.5 * i - 1) * length / rate
                        : jump.seconds() + gap + UNSURE_SECONDS + 0.5 * i * length / rate)
            .filter(t -> t >= overlap[0] && t <= end)
            .mapToLong(t -> (long) Math.ceil(t * rate))
            .toArray();
    if (starts.length < LEAST_BLOCKS) {
      return 0;
    }
    BlockSpectra spectra = mended.spectra(early, starts, workers);
    return step(FineFit.of(spectra), spectra.seconds(), jump.seconds());
  }

  /** A straight line shifted by a lag in seconds. */
  static TimeMap later(TimeMap line, double lag) {
    return TimeMap.linear(line.at(0) + lag, line.slope(0));
  }

  /** The step in the blocks' lags at an instant, relative to a line; robust and weighted. */
  private static double step(FineFit.Result fit, double[] seconds, double at) {
    double[] lags = fit.blockLags();
    double[] weights = new double[lags.length];
    double[] errors = new double[lags.length];
    double[] line = new double[3];
    for (int round = 0; round < FIT_ROUNDS; round++) {
      double most = round == 0 ? Double.MAX_VALUE : MOST_DEVIATIONS * Robust.median(errors);
      double[][] normal = new double[3][3];
      double[] right = new double[3];
      for (int k = 0; k < lags.length; k++) {
        double deviation = fit.blockDeviations()[k];
        weights[k] = 1 / (deviation * deviation) * Math.min(1, most / Math.max(1e-12, errors[k]));
        double[] row = stepRow(seconds[k], at);
        for (int i = 0; i < 3; i++) {
          right[i] += weights[k] * row[i] * lags[k];
          for (int j = 0; j < 3; j++) {
            normal[i][j] += weights[k] * row[i] * row[j];
          }
        }
      }
      line = SymmetricSystem.ridged(normal).solve(right);
      for (int k = 0; k < lags.length; k++) {
        double error = lags[k] - Drift.dot(stepRow(seconds[k], at), line);
        errors[k] = Math.abs(error) / fit.blockDeviations()[k];
      }
    }
    return line[2];
  }

  /** The basis of a line with a step. */
  private static double[] stepRow(double seconds, double at) {
    return new double[] {1, seconds - at, seconds > at ? 1 : 0};
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
