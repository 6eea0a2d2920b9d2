package org.sirenaudio.bench.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.sync.Synchronisation;
import org.sirenaudio.sync.Synchroniser;
import org.sirenaudio.time.LinearMap;

/**
 * The result for one pair; NaN if there is no figure.
 *
 * @param offsetError in seconds
 * @param offsetUncertainty95 as stated, in seconds
 * @param rateError in ppm
 * @param rateUncertainty95 as stated, in ppm
 * @param largestError of the map over the overlap, in seconds
 * @param largestVarying the same minus its mean
 * @param boundOffset Cramér-Rao bound, in seconds
 * @param boundRate Cramér-Rao bound, in ppm
 * @param peerOffsetError of chunked correlation, in seconds
 * @param peerRateError of chunked correlation, in ppm
 * @param freedom effective number of drift parameters
 * @param jumps number of jumps found in excess
 * @param placeError of the dropped block, in seconds
 * @param lengthError of the dropped block, in frames
 * @param seconds that the synchronisation took
 */
public record Trial(
    double offsetError,
    double offsetUncertainty95,
    double rateError,
    double rateUncertainty95,
    double largestError,
    double largestVarying,
    double boundOffset,
    double boundRate,
    double peerOffsetError,
    double peerRateError,
    double freedom,
    double jumps,
    double placeError,
    double lengthError,
    double seconds) {

  private static final int INSTANTS = 2000;

  /** Nothing was found. */
  public static Trial missed(double seconds) {
    double none = Double.NaN;
    return new Trial(
        none, none, none, none, none, none, none, none, none, none, none, none, none, none,
        seconds);
  }

  public boolean found() {
    return !Double.isNaN(rateError);
  }

  /**
   * Synchronises a pair.
   *
   * @param bounded whether the bound applies to this pair
   */
  public static Trial of(Pair pair, boolean bounded) {
    long start = System.nanoTime();
    Synchronisation found;
    try {
      found = Synchroniser.of(pair.reference(), pair.other());
    } catch (BadDataException e) {
      return missed(1e-9 * (System.nanoTime() - start));
    }
    double seconds = 1e-9 * (System.nanoTime() - start);
    double none = Double.NaN;
    Bound bound = bounded ? Bound.of(pair) : new Bound(none, none);
    Pair.Dropped gone = pair.dropped();
    boolean straight = pair.clock() instanceof LinearMap;
    boolean alike = pair.reference().sampleRate() == pair.other().sampleRate();
    double offset = straight ? pair.clock().at(0) : none;
    double rate = straight ? 1e6 * (pair.clock().slope(0) - 1) : none;
    ChunkedCorrelation peer =
        straight && alike
            ? ChunkedCorrelation.of(pair.reference(), pair.other(), offset)
            : new ChunkedCorrelation(none, none);
    double[] errors = errors(pair, found);
    double mean = 0;
    double largest = 0;
    for (double error : errors) {
      mean += error / errors.length;
      largest = Math.max(largest, Math.abs(error));
    }
    double varying = 0;
    for (double error : errors) {
      varying = Math.max(varying, Math.abs(error - mean));
    }
    return new Trial(
        found.offsetSeconds() - offset,
        found.offsetUncertainty95(),
        straight ? found.ratePpm() - rate : 0,
        found.rateUncertainty95(),
        largest,
        varying,
        bound.offsetSeconds(),
        bound.ratePpm(),
        peer.offsetSeconds() - offset,
        peer.ratePpm() - rate,
        found.driftFreedom(),
        found.jumps().size() - (gone == null ? 0 : 1),
        gone == null || found.jumps().isEmpty()
            ? none
            : (found.jumps().getFirst().frame() - gone.frame()) / pair.other().sampleRate(),
        gone == null || found.jumps().isEmpty()
            ? none
            : found.jumps().getFirst().frames() - gone.frames(),
        seconds);
  }

  private static double[] errors(Pair pair, Synchronisation found) {
    double[] overlap = pair.overlap();
    double[] errors = new double[INSTANTS];
    for (int i = 0; i < INSTANTS; i++) {
      double at = overlap[0] + (overlap[1] - overlap[0]) * i / (INSTANTS - 1.0);
      errors[i] = found.toOther().at(at) - pair.clock().inverse(at);
    }
    return errors;
  }

  /** A comma-separated line of numbers. */
  public String line() {
    List<String> numbers = new ArrayList<>();
    for (double figure :
        new double[] {
          offsetError,
          offsetUncertainty95,
          rateError,
          rateUncertainty95,
          largestError,
          largestVarying,
          boundOffset,
          boundRate,
          peerOffsetError,
          peerRateError,
          freedom,
          jumps,
          placeError,
          lengthError,
          seconds
        }) {
      numbers.add(String.format(Locale.ROOT, "%.6g", figure));
    }
    return String.join(",", numbers);
  }

  /** Parses the output of {@link #line}. */
  public static Trial read(String line) {
    double[] n = Cells.numbers(line);
    return new Trial(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13],
        n[14]);
  }
}
