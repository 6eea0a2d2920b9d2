package org.sirenaudio.sync;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sirenaudio.dsp.Robust;
import org.sirenaudio.dsp.SymmetricSystem;

/**
 * Estimates the lag of one signal behind another by Gauss–Newton steps on the likelihood of their
 * cross-spectra, per block and bin, weighted by each one's coherence.
 *
 * <p>The phase response of the path to the other microphone is unconstrained: each bin's phase,
 * summed over all blocks, is projected out of the steps (variable projection), so that rate and
 * drift are determined only by what changes with time. The constant part of the lag is estimated
 * last, as the delay that makes the sums as real as possible, which is correct for a path symmetric
 * about its delay.
 */
final class FineFit {

  private static final int ROUNDS = 8;

  /** Drift is a straight line for the first steps. */
  private static final int CHOICE = 3;

  private static final double ROBUST = 3;

  /** Neighbouring blocks overlap by half, and share a sixth of their information. */
  private static final double INDEPENDENT = 0.75;

  private static final int LEAST_HEARD = 8;

  /** Minimum remaining part of a score, however large its block's leverage. */
  private static final double LEAST_LEFT = 0.1;

  private final BlockSpectra spectra;
  private final double[] robust;
  private final double[] lags;
  private Coherence coherence;
  private Drift drift;
  private double[] coefficients;

  /** Of the spline's differences, in 1/s²; zero for a line. */
  private double precision;

  private int order;

  private double freedom;

  private FineFit(BlockSpectra spectra) {
    this.spectra = spectra;
    int blocks = spectra.blocks();
    double[] seconds = spectra.seconds();
    drift = new Drift(seconds[0], seconds[blocks - 1], 0);
    coefficients = new double[drift.size()];
    lags = new double[blocks];
    robust = new double[blocks];
    Arrays.fill(robust, 1);
    coherence = Coherence.of(spectra, lags);
  }

  /** The result of a fit. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(
      Drift drift,
      double freedom,
      double[] coefficients,
      double[] means,
      double constant,
      double[][] covariance,
      double[] lags,
      double[] blockLags,
      double[] blockDeviations) {

    /** Whether the steps converged; they do not if started too far off. */
    boolean settled() {
      return Arrays.stream(lags).allMatch(Double::isFinite);
    }

    /** The basis minus its mean, after the constant. */
    double[] row(double seconds) {
      double[] basis = drift.at(seconds);
      double[] row = new double[basis.length + 1];
      row[0] = 1;
      for (int i = 0; i < basis.length; i++) {
        row[i + 1] = basis[i] - means[i];
      }
      return row;
    }

    double lag(double seconds) {
      return constant + drift.value(coefficients, seconds);
    }

    /** The standard deviation of a combination of the constant and the coefficients. */
    double deviation(double[] functional) {
      double variance = 0;
      for (int i = 0; i < functional.length; i++) {
        variance += functional[i] * Drift.dot(covariance[i], functional);
      }
      return Math.sqrt(Math.max(0, variance));
    }
  }

  static Result of(BlockSpectra spectra) {
    FineFit fit = new FineFit(spectra);
    for (int round = 0; round < ROUNDS; round++) {
      if (round > 0 && round <= CHOICE + 1) {
        fit.coherence = Coherence.of(spectra, fit.lags);
      }
      if (round == CHOICE) {
        fit.chooseDrift();
      }
      fit.step();
    }
    return fit.result();
  }

  /** Each block's own estimate of its lag. */
  private final class Sums {
    final Likelihood likelihood = Likelihood.of(spectra, coherence, lags, robust);
    final double[] scores = new double[spectra.blocks()];
    final double[] information = new double[spectra.blocks()];

    Sums() {
      for (int k = 0; k < spectra.blocks(); k++) {
        Rotation rotation = Rotation.of(spectra, lags[k]);
        for (int f = 0; f < spectra.bins(); f++, rotation.next()) {
          scores[k] += likelihood.score(k, f, rotation);
          information[k] += likelihood.known(k, f, rotation);
        }
        information[k] = Math.max(0, information[k]);
      }
    }
  }

  private void chooseDrift() {
    Sums sums = new Sums();
    // Silent blocks carry no information and are not counted.
    int[] heard = IntStream.range(0, lags.length).filter(k -> sums.information[k] > 0).toArray();
    if (heard.length < LEAST_HEARD) {
      return;
    }
    double[] seconds = Arrays.stream(heard).mapToDouble(k -> spectra.seconds()[k]).toArray();
    double[] weights = Arrays.stream(heard).mapToDouble(k -> sums.information[k]).toArray();
    double[] measured =
        Arrays.stream(heard)
            .mapToDouble(k -> lags[k] + sums.scores[k] / sums.information[k])
            .toArray();
    double independent = INDEPENDENT * heard.length;
    Drift.Points points = new Drift.Points(seconds, measured, weights);
    Drift.Fit chosen = Drift.choose(points, independent);
    drift = chosen.drift();
    coefficients = chosen.coefficients();
    if (drift.intervals() > 0) {
      SmoothDrift smooth = SmoothDrift.of(points, independent);
      drift = smooth.drift();
      coefficients = smooth.coefficients();
      precision = smooth.precision();
      order = smooth.order();
      freedom = smooth.freedom() - 2;
    }
    Arrays.setAll(lags, k -> drift.value(coefficients, spectra.seconds()[k]));
  }

  private void step() {
    Sums sums = new Sums();
    reweight(sums);
    int size = drift.size();
    double[][] normal = normal(sums);
    double[][] penalty = penalty(sums);
    double[] right = new double[size];
    for (int k = 0; k < lags.length; k++) {
      double[] row = drift.at(spectra.seconds()[k]);
      for (int i = 0; i < size; i++) {
        right[i] += robust[k] * sums.scores[k] * row[i];
      }
    }
    for (int i = 0; i < size; i++) {
      right[i] -= Drift.dot(penalty[i], coefficients);
      for (int j = 0; j < size; j++) {
        normal[i][j] += penalty[i][j];
      }
    }
    double[] change = SymmetricSystem.ridged(normal).solve(right);
    for (int i = 0; i < size; i++) {
      coefficients[i] += change[i];
    }
    for (int k = 0; k < lags.length; k++) {
      lags[k] = drift.value(coefficients, spectra.seconds()[k]);
    }
  }

  /** The smoothness penalty of the spline, in the units of {@link #normal}. */
  private double[][] penalty(Sums sums) {
    int size = drift.size();
    if (precision == 0) {
      return new double[size][size];
    }
    double scale = scale(sums);
    double unit = precision * scale * scale / INDEPENDENT;
    double[][] penalty = SmoothDrift.penalty(size, order);
    for (double[] row : penalty) {
      for (int i = 0; i < size; i++) {
        row[i] *= unit;
      }
    }
    return penalty;
  }

  private void reweight(Sums sums) {
    double[] errors = new double[lags.length];
    Arrays.setAll(
        errors,
        k ->
            sums.information[k] > 0
                ? Math.abs(sums.scores[k]) / Math.sqrt(sums.information[k])
                : 0);
    double most = ROBUST * Robust.DEVIATIONS * Robust.median(errors);
    Arrays.setAll(robust, k -> errors[k] > most ? most / errors[k] : 1);
  }

  /** Means of the basis functions, weighted by the information. */
  private double[] means(Sums sums) {
    double[] means = new double[drift.size()];
    double all = 0;
    for (int k = 0; k < lags.length; k++) {
      double[] row = drift.at(spectra.seconds()[k]);
      double weight = robust[k] * sums.information[k];
      all += weight;
      for (int i = 0; i < row.length; i++) {
        means[i] += weight * row[i];
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= Math.max(1e-300, all);
    }
    return means;
  }

  /** The information on the coefficients with each bin's phase free. */
  private double[][] normal(Sums sums) {
    int size = drift.size();
    double[][] normal = new double[size][size];
    int bins = spectra.bins();
    double[] all = new double[bins];
    double[][] weighted = new double[size][bins];
    double[] known = new double[bins];
    for (int k = 0; k < lags.length; k++) {
      double[] row = drift.at(spectra.seconds()[k]);
      double sum = 0;
      Rotation rotation = Rotation.of(spectra, lags[k]);
      for (int f = 0; f < bins; f++, rotation.next()) {
        known[f] = robust[k] * sums.likelihood.known(k, f, rotation);
        all[f] += known[f];
        sum += known[f];
      }
      for (int i = 0; i < size; i++) {
        if (row[i] != 0) {
          for (int f = 0; f < bins; f++) {
            weighted[i][f] += known[f] * row[i];
          }
          for (int j = 0; j < size; j++) {
            normal[i][j] += sum * row[i] * row[j];
          }
        }
      }
    }
    double most = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double shared = 0;
        for (int f = 0; f < bins; f++) {
          if (all[f] > 0) {
            shared += weighted[i][f] * weighted[j][f] / all[f];
          }
        }
        normal[i][j] -= shared;
        normal[j][i] = normal[i][j];
      }
      most = Math.max(most, normal[i][i]);
    }
    // A constant is absorbed by every bin's phase: it is not observable here and remains unchanged.
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        normal[i][j] += most * (drift.intervals() == 0 ? (i == 0 && j == 0 ? 1 : 0) : 1.0 / size);
      }
    }
    return normal;
  }

  private double[] centred(int k, double[] means) {
    double[] row = drift.at(spectra.seconds()[k]);
    for (int i = 0; i < row.length; i++) {
      row[i] -= means[i];
    }
    return row;
  }

  private Result result() {
    Sums sums = new Sums();
    double[] means = means(sums);
    int size = drift.size();
    double[][] normal = normal(sums);
    double[] binInformation = new double[spectra.bins()];
    double[][] binMeans = new double[size][spectra.bins()];
    double all = 0;
    for (int k = 0; k < lags.length; k++) {
      double[] row = centred(k, means);
      Rotation rotation = Rotation.of(spectra, lags[k]);
      for (int f = 0; f < spectra.bins(); f++, rotation.next()) {
        double known = robust[k] * sums.likelihood.known(k, f, rotation);
        binInformation[f] += known;
        all += known;
        for (int i = 0; i < size; i++) {
          binMeans[i][f] += known * row[i];
        }
      }
    }
    ConstantDelay delay = ConstantDelay.of(sums.likelihood);
    double constant = delay.seconds();
    double[] signs = delay.signs();
    // A penalised spline's coefficients need no scores.
    int free = precision > 0 ? 0 : size;
    double[][] scores = new double[lags.length][free + 1];
    for (int k = 0; k < lags.length; k++) {
      double[] row = centred(k, means);
      Rotation turned = Rotation.of(spectra, lags[k]);
      Rotation real = Rotation.of(spectra, lags[k] + constant);
      for (int f = 0; f < spectra.bins(); f++, turned.next(), real.next()) {
        scores[k][0] += robust[k] * sums.likelihood.score(k, f, real, signs[f], 0);
        // A bin's phase follows the blocks that dominate it, which reduces the residuals.
        double own = robust[k] * sums.likelihood.known(k, f, turned) / binInformation[f];
        double score =
            robust[k]
                * sums.likelihood.score(k, f, turned)
                / Math.sqrt(Math.clamp(1 - own, LEAST_LEFT, 1.0));
        if (score != 0 && binInformation[f] > 0) {
          for (int i = 0; i < free; i++) {
            scores[k][i + 1] += score * (row[i] - binMeans[i][f] / binInformation[f]);
          }
        }
      }
    }
    double[] blockLags = new double[lags.length];
    double[] deviations = new double[lags.length];
    double scale = scale(sums);
    for (int k = 0; k < lags.length; k++) {
      double known = sums.information[k];
      blockLags[k] = lags[k] + constant + (known > 0 ? sums.scores[k] / known : 0);
      deviations[k] = known > 0 ? scale / Math.sqrt(known) : Double.POSITIVE_INFINITY;
    }
    leverage(sums, normal, means, all, scores);
    double[][] covariance =
        precision > 0
            ? smooth(Sandwich.of(new double[0][0], all, scores)[0][0], normal, sums)
            : Sandwich.of(normal, all, scores);
    return new Result(
        drift, freedom, coefficients, means, constant, covariance, lags, blockLags, deviations);
  }

  /**
   * Leave-one-out scores, as if the block had no part in the fit (J. G. MacKinnon and H. White
   * 1985, HC3).
   */
  private void leverage(
      Sums sums, double[][] normal, double[] means, double all, double[][] scores) {
    double[][] inverse =
        scores[0].length > 1 ? SymmetricSystem.ridged(normal).inverse() : new double[0][0];
    for (int k = 0; k < lags.length; k++) {
      double known = robust[k] * sums.information[k];
      double[] row = centred(k, means);
      double part = 0;
      for (int i = 0; i < inverse.length; i++) {
        part += known * row[i] * Drift.dot(inverse[i], row);
      }
      scores[k][0] /= Math.max(LEAST_LEFT, 1 - known / Math.max(1e-300, all));
      for (int i = 1; i < scores[k].length; i++) {
        scores[k][i] /= Math.clamp(1 - part, LEAST_LEFT, 1.0);
      }
    }
  }

  /**
   * The posterior covariance of a penalised spline's coefficients (G. Wahba 1983), after the
   * constant's own variance.
   */
  private double[][] smooth(double constant, double[][] normal, Sums sums) {
    double[][] penalty = penalty(sums);
    int size = drift.size();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        penalty[i][j] += normal[i][j];
      }
    }
    double[][] inverse = SymmetricSystem.ridged(penalty).inverse();
    double scale = scale(sums);
    double[][] covariance = new double[size + 1][size + 1];
    covariance[0][0] = constant;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        covariance[i + 1][j + 1] = inverse[i][j] * scale * scale / INDEPENDENT;
      }
    }
    return covariance;
  }

  private static double scale(Sums sums) {
    double[] errors = new double[sums.scores.length];
    Arrays.setAll(
        errors, k -> Math.abs(sums.scores[k]) / Math.sqrt(Math.max(1e-300, sums.information[k])));
    return Robust.deviation(errors);
  }
}
