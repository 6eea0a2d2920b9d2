package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/**
 * Finds drift and jumps of another recording's clock, from chunks at a few kilohertz within a third
 * of a second of a straight line.
 */
final class Breaks {

  private static final double REACH_SECONDS = 0.35;
  private static final double HIGHEST_HZ = 2000;

  /** Tolerance for agreeing with the track. */
  private static final double TOLERANCE_SECONDS = 4e-4;

  private final Aligned aligned;
  private final TimeMap map;
  private final Workers workers;

  private Breaks(Aligned aligned, TimeMap map, Workers workers) {
    this.aligned = aligned;
    this.map = map;
    this.workers = workers;
  }

  /**
   * @param jumps in order
   * @param map from the reference's clock to the other recording's, without jumps
   */
  record Found(List<Jump> jumps, TimeMap map) {}

  /**
   * @param map a straight line on which some chunks agree
   */
  static Found of(Aligned aligned, TimeMap map, Workers workers) {
    return new Breaks(aligned, map, workers).found();
  }

  private Found found() {
    ChunkLags lags = aligned.lags(map, REACH_SECONDS, HIGHEST_HZ, workers);
    LagTrack track = LagTrack.of(lags, REACH_SECONDS);
    int[] agreeing =
        IntStream.range(0, lags.count())
            .filter(i -> Math.abs(lags.lags()[i] - track.seconds()[i]) <= TOLERANCE_SECONDS)
            .toArray();
    List<Jump> jumps = new ArrayList<>();
    double[] moved = new double[lags.count()];
    double rate = aligned.other().sampleRate();
    double shift = 0;
    for (int i = 0; i < lags.count(); i++) {
      if (track.jumps()[i]) {
        BreakPlace.Step step = step(lags, agreeing, i);
        if (track.isEcho(lags, i, step.after() - step.before(), TOLERANCE_SECONDS)) {
          shift += step.before() - step.after();
        } else {
          Jump jump = BreakPlace.of(aligned, map, step, workers);
          if (jump.frames() != 0) {
            jumps.add(jump);
            shift += jump.frames() / rate;
          }
        }
      }
      moved[i] = lags.lags()[i] + shift;
    }
    int[] whole =
        Arrays.stream(agreeing)
            .filter(
                i ->
                    jumps.stream()
                        .allMatch(
                            jump ->
                                Math.abs(lags.seconds()[i] - jump.seconds())
                                    > BreakPlace.CLEAR_SECONDS))
            .toArray();
    return new Found(jumps, bent(lags, whole, moved));
  }

  /** The jump measured by the chunks on each side of the point right before one of them. */
  private static BreakPlace.Step step(ChunkLags lags, int[] agreeing, int chunk) {
    double from = lags.seconds()[chunk - 1];
    double to = lags.seconds()[chunk];
    return BreakPlace.step(lags, agreeing, from, to, 0);
  }

  /**
   * A map through the chunks that agree with the track.
   *
   * @param moved the lags of all chunks, minus the preceding jumps
   */
  private TimeMap bent(ChunkLags lags, int[] agreeing, double[] moved) {
    if (agreeing.length < 2) {
      return map;
    }
    return SmoothDrift.lineOrSpline(Drift.Points.of(agreeing, lags.seconds(), moved), 0.75)
        .on(map, aligned.overlap(map));
  }
}
