package org.sirenaudio.fit.pursuit;

import java.util.Arrays;

/**
 * A segment as a sum of few sinusoids of a {@link Dictionary}, with least-squares amplitudes. They
 * are chosen by hard thresholding pursuit (Foucart 2011): those whose coefficients, corrected by
 * the residual's spectrum, are largest; then conjugate gradients solve for the amplitudes.
 */
final class SparseSeries {

  /** {@code [channels][frames]} */
  private final double[][] targets;

  private final Dictionary dictionary;

  /** {@code [channels][2 · cells]}: zero except for the chosen cells. */
  private double[][] coefficients;

  /** Whether each cell is chosen; the first, the constant, always is. */
  private boolean[] chosen;

  private int count;

  /** {@code [channels][frames]}: the residual. */
  private double[][] missing;

  /** {@code [channels][cells]}: energy of the corrected coefficients. */
  private double[][] energies;

  /** Cells of a single channel after the constant, the most important first; empty if unknown. */
  private int[] ranking = {};

  /**
   * @param targets {@code [channels][frames]}
   */
  SparseSeries(double[][] targets, Dictionary dictionary) {
    this.targets = targets;
    this.dictionary = dictionary;
    coefficients = new double[targets.length][2 * dictionary.cells()];
    chosen = new boolean[dictionary.cells()];
    missing = targets;
    energies = energies();
  }

  /** Number of chosen sinusoids, without the constant. */
  int count() {
    return count;
  }

  /** The maximum number of sinusoids. */
  int most() {
    return dictionary.cells() - 1;
  }

  Dictionary dictionary() {
    return dictionary;
  }

  boolean isChosen(int cell) {
    return chosen[cell];
  }

  /** Amplitude of the cosine of a cell. */
  double cosine(int channel, int cell) {
    return dictionary.amplitude(cell) * coefficients[channel][2 * cell];
  }

  /** As above, of the sine. */
  double sine(int channel, int cell) {
    return -dictionary.amplitude(cell) * coefficients[channel][2 * cell + 1];
  }

  /** Mean squared error of a channel. */
  double error(int channel) {
    return Arrays.stream(missing[channel]).map(e -> e * e).sum() / dictionary.frames();
  }

  /**
   * Estimated number of sinusoids for given mean squared errors.
   *
   * @param noise per channel
   */
  int needed(double[] noise) {
    int[] order = order(noise);
    double[] allowed = Arrays.stream(noise).map(n -> n * dictionary.frames()).toArray();
    for (int kept = order.length; kept > 0; kept--) {
      for (int c = 0; c < allowed.length; c++) {
        allowed[c] -= energies[c][order[kept - 1]];
        if (allowed[c] < 0) {
          return kept;
        }
      }
    }
    return 0;
  }

  /** Cells after the constant, the most important first. */
  private int[] order(double[] noise) {
    if (targets.length > 1) {
      return ranked(noise);
    }
    // The order of one channel is the same for any noise.
    if (ranking.length == 0) {
      ranking = ranked(new double[] {1});
    }
    return ranking;
  }

  private int[] ranked(double[] noise) {
    long[] ranked = new long[most()];
    for (int i = 0; i < ranked.length; i++) {
      // The bits of positive numbers are in their order.
      int falling = Integer.MAX_VALUE - Float.floatToIntBits((float) score(i + 1, noise));
      ranked[i] = ((long) falling << Integer.SIZE) | (i + 1);
    }
    Arrays.sort(ranked);
    return Arrays.stream(ranked).mapToInt(rank -> (int) rank).toArray();
  }

  private double score(int cell, double[] noise) {
    double score = 0;
    for (int c = 0; c < noise.length; c++) {
      score += energies[c][cell] / Math.max(noise[c], Double.MIN_NORMAL);
    }
    return score;
  }

  /**
   * Chooses this many sinusoids and solves for their amplitudes.
   *
   * @param noise intended mean squared error per channel, which weighs the channels
   */
  void choose(int wanted, double[] noise) {
    int[] order = order(noise);
    count = Math.min(wanted, order.length);
    boolean[] next = new boolean[dictionary.cells()];
    next[0] = true;
    for (int i = 0; i < count; i++) {
      next[order[i]] = true;
    }
    chosen = next;
    double[][] solved = new double[targets.length][];
    double[][] rest = new double[targets.length][];
    for (int c = 0; c < targets.length; c++) {
      solved[c] = masked(coefficients[c].clone());
      rest[c] = solve(targets[c], solved[c]);
    }
    coefficients = solved;
    missing = rest;
    energies = energies();
    ranking = new int[0];
  }

  /** The state of a choice, to return to. */
  Runnable memento() {
    double[][] solved = coefficients;
    boolean[] mask = chosen;
    int many = count;
    double[][] rest = missing;
    double[][] corrected = energies;
    return () -> {
      coefficients = solved;
      chosen = mask;
      count = many;
      missing = rest;
      energies = corrected;
      ranking = new int[0];
    };
  }

  /**
   * Conjugate gradients on the normal equations of the chosen cells.
   *
   * @param x initial coefficients, replaced by the solution
   * @return the residual
   */
  private double[] solve(double[] target, double[] x) {
    double[] rest = target.clone();
    subtract(1, dictionary.signal(x), rest);
    double[] gradient = masked(dictionary.spectrum(rest));
    double[] direction = gradient.clone();
    double size = norm(gradient);
    for (int i = 0; i < dictionary.iterations() && size > 0; i++) {
      double[] change = dictionary.signal(direction);
      double length = Arrays.stream(change).map(v -> v * v).sum();
      if (!(length > 0)) {
        break;
      }
      double step = size / length;
      subtract(-step, direction, x);
      subtract(step, change, rest);
      gradient = masked(dictionary.spectrum(rest));
      double next = norm(gradient);
      double kept = next / size;
      for (int k = 0; k < direction.length; k++) {
        direction[k] = gradient[k] + kept * direction[k];
      }
      size = next;
    }
    return rest;
  }

  private static void subtract(double factor, double[] what, double[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * what[i];
    }
  }

  private double[] masked(double[] spectrum) {
    for (int k = 0; k < chosen.length; k++) {
      if (!chosen[k]) {
        spectrum[2 * k] = 0;
        spectrum[2 * k + 1] = 0;
      }
    }
    return spectrum;
  }

  private double norm(double[] spectrum) {
    double sum = 0;
    for (int k = 0; k < chosen.length; k++) {
      sum += dictionary.weight(k) * (square(spectrum[2 * k]) + square(spectrum[2 * k + 1]));
    }
    return sum;
  }

  private double[][] energies() {
    double[][] all = new double[targets.length][dictionary.cells()];
    for (int c = 0; c < targets.length; c++) {
      double[] rest = dictionary.spectrum(missing[c]);
      for (int k = 0; k < chosen.length; k++) {
        double re = coefficients[c][2 * k] + rest[2 * k];
        double im = coefficients[c][2 * k + 1] + rest[2 * k + 1];
        all[c][k] = dictionary.weight(k) * (square(re) + square(im));
      }
    }
    return all;
  }

  private static double square(double value) {
    return value * value;
  }
}
