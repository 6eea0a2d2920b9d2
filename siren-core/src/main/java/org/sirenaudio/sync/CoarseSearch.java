package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.parallel.Workers;

/**
 * Finds candidate lines for the lag at any offset: segments of the reference's envelopes are
 * correlated with all of the other's, and the lines on which the segments agree are kept.
 */
final class CoarseSearch {

  private static final int MOST_PIECES = 32;
  private static final double MOST_PIECE_SECONDS = 10;

  /** Peaks per segment from which lines are tried. */
  private static final int PEAKS = 6;

  private static final int CANDIDATES = 5;

  /** Maximum clock deviation; anything beyond is considered broken. */
  private static final double MOST_SLOPE = 1e-3;

  private final Envelopes other;
  private final int length;
  private final int[] starts;

  /**
   * {@code [pieces][lags]}: from {@code −length} frames, deviation from the mean in standard
   * deviations.
   */
  private final float[][] scores;

  private CoarseSearch(Envelopes other, int length, int[] starts, float[][] scores) {
    this.other = other;
    this.length = length;
    this.starts = starts;
    this.scores = scores;
  }

  /**
   * A candidate.
   *
   * @param score in standard deviations, more for more segments
   */
  record Found(Line line, double score) {}

  /** The best lines, best first. */
  static List<Found> lines(Envelopes reference, Envelopes other, Workers workers) {
    int frames = reference.frames();
    int length = Math.clamp(frames / 4, 50, (int) (MOST_PIECE_SECONDS * Envelopes.RATE));
    int room = Math.max(0, frames - length);
    int pieces = Math.clamp(2 * frames / length, 1, MOST_PIECES);
    int[] starts = new int[pieces];
    Arrays.setAll(starts, i -> pieces == 1 ? 0 : (int) ((long) room * i / (pieces - 1)));
    float[][] scores = new float[pieces][];
    Fft fft = Fft.of(Integer.highestOneBit(4 * length) * 2);
    double[][][] spectra = spectra(other, length, fft, workers);
    workers.forEach(
        pieces, i -> scores[i] = scores(reference, other, starts[i], length, fft, spectra));
    return new CoarseSearch(other, length, starts, scores).vote();
  }

  /** {@code [blocks][bands]}: overlapping blocks of the other, the first beginning before it. */
  private static double[][][] spectra(Envelopes other, int length, Fft fft, Workers workers) {
    int step = fft.length() - length;
    int blocks = (other.frames() + length + step - 1) / step;
    double[][][] spectra = new double[blocks][Envelopes.BANDS][];
    workers.forEach(
        blocks,
        block -> {
          int first = block * step - length;
          for (int b = 0; b < Envelopes.BANDS; b++) {
            double[] work = new double[fft.workLength()];
            int end = Math.min(fft.length(), other.frames() - first);
            for (int i = Math.max(0, -first); i < end; i++) {
              work[i] = other.bands()[b][first + i];
            }
            fft.forward(work);
            spectra[block][b] = work;
          }
        });
    return spectra;
  }

  private static float[] scores(
      Envelopes reference, Envelopes other, int start, int length, Fft fft, double[][][] spectra) {
    double[][] piece = new double[Envelopes.BANDS][fft.workLength()];
    for (int b = 0; b < Envelopes.BANDS; b++) {
      for (int i = 0; i < Math.min(length, reference.frames() - start); i++) {
        piece[b][i] = reference.bands()[b][start + i];
      }
      fft.forward(piece[b]);
    }
    int step = fft.length() - length;
    float[] scores = new float[other.frames() + length];
    double[] sum = new double[fft.workLength()];
    for (int block = 0; block < spectra.length; block++) {
      Workers.requireNotInterrupted();
      Arrays.fill(sum, 0);
      for (int b = 0; b < Envelopes.BANDS; b++) {
        double[] x = piece[b];
        double[] y = spectra[block][b];
        for (int k = 0; k < fft.bins(); k++) {
          sum[2 * k] += x[2 * k] * y[2 * k] + x[2 * k + 1] * y[2 * k + 1];
          sum[2 * k + 1] += x[2 * k] * y[2 * k + 1] - x[2 * k + 1] * y[2 * k];
        }
      }
      fft.inverse(sum);
      for (int i = 0; i < step && block * step + i < scores.length; i++) {
        scores[block * step + i] = (float) sum[i];
      }
    }
    double mean = 0;
    double square = 0;
    for (float score : scores) {
      mean += score / scores.length;
      square += (double) score * score / scores.length;
    }
    double deviation = Math.sqrt(Math.max(1e-30, square - mean * mean));
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) ((scores[i] - mean) / deviation);
    }
    return scores;
  }

  private record Candidate(double start, double slope, double score) {}

  private List<Found> vote() {
    int span = starts[starts.length - 1] - starts[0];
    int slopes = (int) Math.ceil(MOST_SLOPE * span);
    List<Candidate> all = new ArrayList<>();
    for (int piece = 0; piece < starts.length; piece++) {
      for (int peak : peaks(scores[piece])) {
        for (int s = -slopes; s <= slopes; s++) {
          double slope = slopes == 0 ? 0 : s * MOST_SLOPE / slopes;
          double lag = peak - length - starts[piece] - slope * starts[piece];
          all.add(new Candidate(lag, slope, score(lag, slope)));
        }
      }
    }
    all.sort(Comparator.comparingDouble(c -> -c.score));
    List<Found> best = new ArrayList<>();
    double middle = starts[starts.length / 2];
    List<Double> taken = new ArrayList<>();
    for (Candidate candidate : all) {
      double there = candidate.start + candidate.slope * middle;
      if (taken.stream().noneMatch(other -> Math.abs(other - there) < 5)) {
        taken.add(there);
        best.add(
            new Found(
                new Line(candidate.start / Envelopes.RATE, candidate.slope), candidate.score));
      }
      if (best.size() == CANDIDATES) {
        break;
      }
    }
    return best;
  }

  /** Segments outside the other count as zero. */
  private double score(double lag, double slope) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < starts.length; i++) {
      int at = (int) Math.round(starts[i] + lag + slope * starts[i]) + length;
      if (at >= length / 2 && at < other.frames() + length / 2 && at + 1 < scores[i].length) {
        sum += Math.max(scores[i][at], Math.max(scores[i][Math.max(0, at - 1)], scores[i][at + 1]));
        count++;
      }
    }
    return count == 0 ? 0 : sum / Math.sqrt(count);
  }

  private static int[] peaks(float[] scores) {
    int[] peaks = new int[PEAKS];
    Arrays.fill(peaks, -1);
    for (int i = 0; i < scores.length; i++) {
      boolean peak =
          (i == 0 || scores[i] > scores[i - 1])
              && (i + 1 == scores.length || scores[i] >= scores[i + 1]);
      int place = PEAKS;
      while (peak && place > 0 && (peaks[place - 1] < 0 || scores[i] > scores[peaks[place - 1]])) {
        place--;
      }
      if (peak && place < PEAKS) {
        System.arraycopy(peaks, place, peaks, place + 1, PEAKS - place - 1);
        peaks[place] = i;
      }
    }
    return Arrays.stream(peaks).filter(i -> i >= 0).toArray();
  }
}
