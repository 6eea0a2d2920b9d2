package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.LinearMap;
import org.sirenaudio.time.TimeMap;

/**
 * Finds offset, rate and drift between two recordings of one event: by envelopes and chunks, then
 * by {@link FineFit} on the cross-spectra of blocks. Recordings may differ in rate, channels,
 * length, level and bandwidth; channels are averaged.
 *
 * <p>A jump in time, as of a dropped block, is not looked for: the fit is that of the side on which
 * more chunks agree, and {@link Synchronisation#agreement} shows that others do not.
 */
public final class Synchroniser {

  private static final double BAND = 0.47;
  private static final double LEAST_SECONDS = 1;

  private static final double CHUNK_SECONDS = 0.5;
  private static final int MOST_CHUNKS = 200;
  private static final double FIRST_REACH = 0.05;
  private static final double FIRST_HIGHEST_HZ = 2000;
  private static final double FIRST_TOLERANCE = 4e-4;
  private static final double SECOND_REACH = 1e-3;
  private static final double SECOND_TOLERANCE = 1e-4;

  private static final double BLOCK_SECONDS = 0.12;
  private static final int MOST_BLOCKS = 2000;

  /** Points of a map that bends. */
  private static final int MAP_POINTS_A_SECOND = 4;

  private static final int MOST_MAP_POINTS = 4000;

  private final ClipSource reference;
  private final ClipSource other;
  private final Mono mono;
  private final double highest;

  private Synchroniser(ClipSource reference, ClipSource other) {
    this.reference = reference;
    this.other = other;
    mono = new Mono(reference);
    highest = BAND * Math.min(reference.sampleRate(), other.sampleRate());
  }

  /**
   * Finds how another recording's clock runs beside a reference's.
   *
   * @throws BadDataException if one of them is silent or too short, or they have nothing in common
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   */
  public static Synchronisation of(ClipSource reference, ClipSource other) throws BadDataException {
    try (Workers workers = Workers.of(0)) {
      return new Synchroniser(reference, other).found(workers);
    }
  }

  private Synchronisation found(Workers workers) throws BadDataException {
    if (Math.min(reference.seconds(), other.seconds()) < LEAST_SECONDS) {
      throw new BadDataException(
          "the recordings last %.2f and %.2f s; a second of either is the least"
              .formatted(reference.seconds(), other.seconds()));
    }
    Envelopes first = Envelopes.of(mono, highest, workers);
    Envelopes second = Envelopes.of(new Mono(other), highest, workers);
    requireSound(first, "the reference");
    requireSound(second, "the other recording");
    for (Line line : CoarseSearch.lines(first, second, workers)) {
      Confirmed confirmed = confirmed(line, workers);
      if (confirmed != null) {
        return fitted(confirmed, workers);
      }
    }
    throw new BadDataException(
        "the recordings have nothing in common that their chunks agree on; do both hold the same"
            + " event?");
  }

  private static void requireSound(Envelopes envelopes, String name) throws BadDataException {
    for (float[] band : envelopes.bands()) {
      for (float value : band) {
        if (value != 0) {
          return;
        }
      }
    }
    throw new BadDataException(name + " is silent");
  }

  /** The span of the reference's clock that both cover. */
  private double[] overlap(TimeMap toOther) {
    double begin = Math.max(0, toOther.inverse(0));
    double end = Math.min(reference.seconds(), toOther.inverse(other.seconds()));
    return new double[] {begin, end};
  }

  private static int points(double[] overlap) {
    double seconds = overlap[1] - overlap[0];
    return (int) Math.clamp(MAP_POINTS_A_SECOND * seconds, 50, MOST_MAP_POINTS);
  }

  private long[] starts(TimeMap toOther, int length, int most, double hop) {
    double rate = reference.sampleRate();
    double[] overlap = overlap(toOther);
    long first = (long) Math.ceil(overlap[0] * rate);
    long room = (long) Math.floor(overlap[1] * rate) - length - first;
    if (room < 0) {
      return new long[0];
    }
    int count = Math.clamp((long) (room / (hop * length)) + 1, 1, most);
    long[] starts = new long[count];
    Arrays.setAll(starts, i -> first + (count == 1 ? 0 : room * i / (count - 1)));
    return starts;
  }

  private ChunkLags.Chunks onReference(TimeMap toOther) {
    Renderer renderer = Renderer.of(other).on(toOther).threads(1);
    return (from, count) -> {
      float[] chunk = new float[count];
      Mono.mix(renderer.at(reference.sampleRate(), new Renderer.Span(from, count)), chunk, 0);
      return chunk;
    };
  }

  private ChunkLags lags(TimeMap map, double reach, double most, Workers workers) {
    double rate = reference.sampleRate();
    int length = Integer.highestOneBit((int) (CHUNK_SECONDS * rate) - 1) * 2;
    return ChunkLags.of(
        mono::stretch,
        onReference(map),
        rate,
        starts(map, length, MOST_CHUNKS, 0.5),
        length,
        (int) Math.ceil(reach * rate),
        Math.min(most, highest),
        workers);
  }

  /** The map that most chunks agree on near a line; null if they do not. */
  private @Nullable Confirmed confirmed(Line line, Workers workers) {
    if (line.slope() <= -0.5) {
      return null;
    }
    TimeMap map = TimeMap.linear(line.lag(), 1 + line.slope());
    ChunkLags rough = lags(map, FIRST_REACH, FIRST_HIGHEST_HZ, workers);
    Agreement agreed = Agreement.of(rough, FIRST_TOLERANCE);
    if (agreed == null) {
      return null;
    }
    TimeMap better =
        TimeMap.linear(line.lag() + agreed.line().lag(), 1 + line.slope() + agreed.line().slope());
    ChunkLags fine = lags(better, SECOND_REACH, Double.MAX_VALUE, workers);
    Agreement close = Agreement.of(fine, SECOND_TOLERANCE);
    if (close == null) {
      return new Confirmed(better, agreed.share());
    }
    return new Confirmed(
        close.bent(better, overlap(better), points(overlap(better))), close.share());
  }

  /**
   * A map that is near the truth.
   *
   * @param share of the chunks that agree on it
   */
  private record Confirmed(TimeMap map, double share) {}

  private Synchronisation fitted(Confirmed confirmed, Workers workers) throws BadDataException {
    TimeMap map = confirmed.map();
    double rate = reference.sampleRate();
    int length = Integer.highestOneBit((int) (BLOCK_SECONDS * rate) - 1) * 2;
    long[] starts = starts(map, length, MOST_BLOCKS, 0.5);
    if (starts.length < 4) {
      throw new BadDataException("the recordings overlap for less than a second");
    }
    FineFit.Result fit =
        FineFit.of(
            BlockSpectra.of(
                mono::stretch, onReference(map), rate, starts, length, highest, workers));
    return new Report(map, fit, overlap(map), confirmed.share())
        .synchronisation(points(overlap(map)));
  }

  /** From a fit on top of a map to what is said of both. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Report(TimeMap map, FineFit.Result fit, double[] overlap, double share) {

    Synchronisation synchronisation(int points) {
      double[] onReference = new double[points];
      double[] onOther = new double[points];
      double[] at = new double[points];
      double mean = 0;
      for (int i = 0; i < points; i++) {
        at[i] = overlap[0] + (overlap[1] - overlap[0]) * i / (points - 1.0);
        onOther[i] = map.at(at[i]);
        onReference[i] = at[i] - fit.lag(at[i]);
        mean += onOther[i] / points;
      }
      double square = 0;
      double product = 0;
      double level = 0;
      for (int i = 0; i < points; i++) {
        square += (onOther[i] - mean) * (onOther[i] - mean);
        product += (onOther[i] - mean) * (onReference[i] - onOther[i]);
        level += (onReference[i] - onOther[i]) / points;
      }
      double rate = product / square;
      double offset = level - rate * mean;
      int size = fit.row(0).length;
      double[] slopeOf = new double[size];
      double[] offsetOf = new double[size];
      for (int i = 0; i < points; i++) {
        double[] row = fit.row(at[i]);
        for (int j = 0; j < size; j++) {
          double slope = (onOther[i] - mean) / square * row[j];
          slopeOf[j] += slope;
          offsetOf[j] += row[j] / points - mean * slope;
        }
      }
      boolean straight = map instanceof LinearMap && fit.drift().intervals() == 0;
      TimeMap toOther =
          straight
              ? TimeMap.linear(-offset / (1 + rate), 1 / (1 + rate))
              : TimeMap.through(onReference, onOther);
      return new Synchronisation(
          offset,
          1.96 * fit.deviation(offsetOf),
          1e6 * rate,
          1.96e6 * fit.deviation(slopeOf),
          fit.freedom(),
          toOther,
          overlap[0],
          overlap[1],
          share,
          lags(offset));
    }

    private List<Synchronisation.Lag> lags(double offset) {
      List<Synchronisation.Lag> lags = new ArrayList<>();
      double[] measured = fit.blockLags();
      for (int k = 0; k < measured.length; k++) {
        double seconds =
            fit.drift().begin()
                + (fit.drift().end() - fit.drift().begin())
                    * k
                    / Math.max(1.0, measured.length - 1.0);
        double before = map.at(seconds) + offset - seconds + measured[k];
        lags.add(
            new Synchronisation.Lag(
                seconds, before, measured[k] - fit.lag(seconds), fit.blockDeviations()[k]));
      }
      return lags;
    }
  }
}
