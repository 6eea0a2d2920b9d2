package org.sirenaudio.sync;

import java.util.Arrays;
import org.sirenaudio.dsp.Smoothing;

/**
 * The common fraction of both signals per bin and block, assuming stationary noise in each. The
 * noise is κ times the power that a band falls below in a tenth of the blocks; κ is chosen so that
 * the common power, summed over time, equals the magnitude of the cross-spectrum when the blocks
 * are added in phase.
 *
 * @param weights {@code [blocks][bins]}: γ²/(1 − γ²) over the expected cross-spectrum, the
 *     maximum-likelihood weight (Knapp and Carter 1976)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Coherence(float[][] weights) {

  private static final double QUANTILE = 0.1;

  /** Pure noise falls below two thirds of its mean in a tenth of the blocks. */
  private static final double MOST_NOISE = 2.2;

  /** Bins on each side over which κ is averaged. */
  private static final int SMOOTH = 12;

  private static final double OWN = 3;

  /** A lower bound on the noise, due to interpolation and windowing. */
  private static final double MOST_SHARED = 1 - 1e-6;

  /**
   * @param lags of each block in seconds, as far as known
   */
  static Coherence of(BlockSpectra spectra, double[] lags) {
    int blocks = spectra.blocks();
    int bins = spectra.bins();
    double[] floorX = floors(spectra.powerX());
    double[] floorY = floors(spectra.powerY());
    Noise noise = noise(spectra, lags, floorX, floorY);
    float[][] weights = new float[blocks][bins];
    for (int k = 0; k < blocks; k++) {
      for (int f = 0; f < bins; f++) {
        double part = noise.parts()[f];
        double cross = shared(spectra, k, f, part * floorX[f], part * floorY[f]);
        double all = (double) spectra.powerX()[k][f] * spectra.powerY()[k][f];
        if (cross > 0 && all > 0) {
          double coherence = Math.min(MOST_SHARED, cross * cross / all);
          weights[k][f] = (float) (noise.trust()[f] * coherence / (1 - coherence) / cross);
        }
      }
    }
    return new Coherence(weights);
  }

  private static double shared(BlockSpectra spectra, int k, int f, double noiseX, double noiseY) {
    double x = spectra.powerX()[k][f] - noiseX;
    double y = spectra.powerY()[k][f] - noiseY;
    return x > 0 && y > 0 ? Math.sqrt(x * y) : 0;
  }

  /**
   * κ per bin. With the blocks weighted to equal loudness, their sums are those of a common part
   * and κ times the floors, so (Σ|X|² − κ·ΣFx)·(Σ|Y|² − κ·ΣFy) = |ΣC|², minus the expected |ΣC|² of
   * noise alone.
   */
  private static Noise noise(
      BlockSpectra spectra, double[] lags, double[] floorX, double[] floorY) {
    int bins = spectra.bins();
    double[] re = new double[bins];
    double[] im = new double[bins];
    double[] squares = new double[bins];
    double[] x = new double[bins];
    double[] y = new double[bins];
    double[] all = new double[bins];
    for (int k = 0; k < spectra.blocks(); k++) {
      float[] cross = spectra.cross()[k];
      Rotation rotation = Rotation.of(spectra, lags[k]);
      for (int f = 0; f < bins; f++, rotation.next()) {
        double loud = Math.sqrt((double) spectra.powerX()[k][f] * spectra.powerY()[k][f]);
        double weight = loud > 0 ? 1 / loud : 0;
        double a = weight * cross[2 * f];
        double b = weight * cross[2 * f + 1];
        re[f] += a * rotation.cos() - b * rotation.sin();
        im[f] += a * rotation.sin() + b * rotation.cos();
        squares[f] += a * a + b * b;
        x[f] += weight * spectra.rawX()[k][f];
        y[f] += weight * spectra.rawY()[k][f];
        all[f] += weight;
      }
    }
    for (int f = 0; f < bins; f++) {
      double unitX = all[f] * floorX[f];
      double unitY = all[f] * floorY[f];
      boolean empty = unitX == 0 || unitY == 0;
      double together = re[f] * re[f] + im[f] * im[f] - squares[f];
      double product = x[f] * y[f];
      re[f] = product == 0 ? 0 : together / product;
      squares[f] = product == 0 ? 0 : squares[f] / product;
      x[f] = empty ? 0 : x[f] / unitX;
      y[f] = empty ? 0 : y[f] / unitY;
    }
    double[] shared = Smoothing.means(re, SMOOTH);
    double[] chance = Smoothing.means(squares, SMOOTH);
    double[] parts = new double[bins];
    double[] trust = new double[bins];
    for (int f = 0; f < bins; f++) {
      double around = Math.max(0, shared[f]);
      trust[f] = around > 0 ? around / (around + chance[f]) : 0;
      // Near the chance level a single bin's coherence is unreliable.
      double own = around > 0 ? around / (around + OWN * chance[f]) : 0;
      double coherence = Math.clamp(own * re[f] + (1 - own) * around, 0, 1);
      double sum = x[f] + y[f];
      double difference = x[f] - y[f];
      double root = Math.sqrt(difference * difference + 4 * coherence * x[f] * y[f]);
      parts[f] = Math.clamp(0.5 * (sum - root), 0, MOST_NOISE);
    }
    double[] noise = Smoothing.means(parts, SMOOTH);
    return new Noise(noise, trust);
  }

  /**
   * @param parts κ per bin
   * @param trust how far the in-phase sum exceeds the chance level, 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Noise(double[] parts, double[] trust) {}

  private static double[] floors(float[][] power) {
    double[] floors = new double[power[0].length];
    float[] column = new float[power.length];
    for (int f = 0; f < floors.length; f++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = power[k][f];
      }
      Arrays.sort(column);
      // Digital silence, which also marks a dropped block, is not noise.
      int silent = 0;
      while (silent < column.length - 1 && column[silent] == 0) {
        silent++;
      }
      floors[f] = column[silent + (int) (QUANTILE * (column.length - 1 - silent))];
    }
    return floors;
  }
}
