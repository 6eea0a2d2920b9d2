package org.sirenaudio.sync;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.Robust;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/**
 * The residual of a repaired jump at full bandwidth, from the blocks on either side.
 *
 * @param spectra of the blocks
 * @param lags of the blocks in seconds
 * @param seconds the step that is left among them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JumpRest(BlockSpectra spectra, double[] lags, double seconds) {

  /** Blocks on either side, overlapping by half. */
  private static final int BLOCKS = 64;

  private static final int LEAST_BLOCKS = 12;

  private static final int FIT_ROUNDS = 6;
  private static final double MOST_DEVIATIONS = 3;

  /** The largest step that is tried where the fit does not converge. */
  private static final double MOST_STEP_SECONDS = 5e-4;

  private static final double STEP_SECONDS = 1e-6;

  /** The part of a block kept of an impulse response, on either side. */
  private static final double REACH = 0.25;

  /**
   * @param map that holds before the jump, a straight line
   * @param from what lies before it is before the jump
   * @param to what lies behind it is behind the jump, but for the frames that are missing
   * @return null if there are too few blocks
   */
  static @Nullable JumpRest of(
      Aligned aligned, TimeMap map, Jump jump, double from, double to, Workers workers) {
    double rate = aligned.reference().sampleRate();
    Aligned mended = aligned.without(List.of(jump));
    double[] overlap = mended.overlap(map);
    double block = aligned.blockLength() / rate;
    double gap = Math.max(0, jump.frames() / aligned.other().sampleRate());
    long[] starts =
        IntStream.range(-BLOCKS, BLOCKS)
            .mapToDouble(i -> (i < 0 ? from - block : to + gap) + 0.5 * i * block)
            .filter(t -> t >= overlap[0] && t <= overlap[1] - block)
            .mapToLong(t -> (long) Math.ceil(t * rate))
            .toArray();
    if (starts.length < LEAST_BLOCKS) {
      return null;
    }
    BlockSpectra spectra = mended.spectra(map, starts, workers);
    FineFit.Result fit = FineFit.of(spectra);
    return fit.settled()
        ? new JumpRest(spectra, fit.lags(), step(fit, spectra.seconds(), jump.seconds()))
        : new JumpRest(spectra, new double[starts.length], step(spectra, jump.seconds()));
  }

  /** The step among blocks' lags at an instant, beside a line; robust and weighted. */
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

  /** As above without a line: the step that brings both sides' cross-spectra into phase. */
  private static double step(BlockSpectra spectra, double at) {
    int bins = spectra.bins();
    double[][] sums = new double[2][2 * bins];
    for (int k = 0; k < spectra.blocks(); k++) {
      double[] side = sums[spectra.seconds()[k] > at ? 1 : 0];
      for (int f = 0; f < bins; f++) {
        double loud = Math.sqrt((double) spectra.powerX()[k][f] * spectra.powerY()[k][f]);
        if (loud > 0) {
          side[2 * f] += spectra.cross()[k][2 * f] / loud;
          side[2 * f + 1] += spectra.cross()[k][2 * f + 1] / loud;
        }
      }
    }
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double lag = -MOST_STEP_SECONDS; lag <= MOST_STEP_SECONDS; lag += STEP_SECONDS) {
      Rotation rotation = Rotation.of(spectra, lag);
      double real = 0;
      for (int f = 0; f < bins; f++, rotation.next()) {
        double re = sums[0][2 * f] * sums[1][2 * f] + sums[0][2 * f + 1] * sums[1][2 * f + 1];
        double im = sums[0][2 * f] * sums[1][2 * f + 1] - sums[0][2 * f + 1] * sums[1][2 * f];
        real += re * rotation.cos() - im * rotation.sin();
      }
      if (real > most) {
        most = real;
        best = lag;
      }
    }
    return best;
  }

  /**
   * The impulse response of the filter of the reference whose products with the other's samples
   * discriminate best between agreement and disagreement: each frequency is weighted by its
   * signal-to-noise ratio according to {@link Coherence}, with the phase response of the path to
   * the other microphone. White noise weights all frequencies alike; hum or rumble in one of the
   * recordings is suppressed.
   *
   * @param length of a block
   */
  double[] matched(int length) {
    Coherence coherence = Coherence.of(spectra, lags);
    double[] whole = new double[lags.length];
    Arrays.fill(whole, 1);
    Likelihood likelihood = Likelihood.of(spectra, coherence, lags, whole);
    Fft fft = Fft.of(length);
    double[] response = new double[fft.workLength()];
    for (int f = 0; f < spectra.bins(); f++) {
      double weight = 0;
      for (float[] weights : coherence.weights()) {
        weight += weights[f];
      }
      double size = Math.hypot(likelihood.sumRe()[f], likelihood.sumIm()[f]);
      if (size > 0) {
        response[2 * (spectra.first() + f)] = weight * likelihood.sumRe()[f] / size;
        response[2 * (spectra.first() + f) + 1] = weight * likelihood.sumIm()[f] / size;
      }
    }
    fft.inverse(response);
    int reach = (int) (REACH * length);
    double[] taps = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      double window = 0.5 + 0.5 * Math.cos(Math.PI * i / (reach + 1.0));
      taps[reach + i] = window * response[Math.floorMod(i, length)];
    }
    return taps;
  }
}
