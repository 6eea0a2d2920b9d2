package org.sirenaudio.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/**
 * Finds jumps longer than the range of {@link Breaks}: where chunks no longer agree with a line,
 * that stretch of the reference is searched for in the other recording, between what lies before
 * and after. What is found has the line's slope and another lag.
 */
final class LongJumps {

  /** Shorter ones are found by {@link Breaks}. */
  private static final double LEAST_JUMP_SECONDS = 0.3;

  /** Length of a stretch to search for, and of the range to search. */
  private static final double LEAST_SECONDS = 3;

  /** Consecutive disagreeing chunks that form a gap. */
  private static final int LEAST_CHUNKS = 4;

  /**
   * Chunks on each side, two of which must agree too if one might by chance; adjacent chunks share
   * half their samples.
   */
  private static final int NEIGHBOURS = 3;

  private static final int LEAST_NEIGHBOURS = 2;

  private static final int MOST_SEARCHES = 64;

  private final Aligned aligned;
  private final TimeMap line;
  private final Envelopes reference;
  private final Envelopes other;
  private final Workers workers;

  private LongJumps(
      Aligned aligned, TimeMap line, Envelopes reference, Envelopes other, Workers workers) {
    this.aligned = aligned;
    this.line = line;
    this.reference = reference;
    this.other = other;
    this.workers = workers;
  }

  /**
   * @param jumps in order
   * @param line valid before the first
   */
  record Found(List<Jump> jumps, TimeMap line) {}

  /**
   * A stretch on one line.
   *
   * @param from on the reference's clock
   * @param to on the reference's clock
   * @param lag relative to the dominant line, in seconds
   */
  private record Segment(double from, double to, double lag) {}

  /**
   * A range to search: between two segments, or beyond the first or the last.
   *
   * @param before null at the beginning
   * @param behind null at the end
   */
  private record Gap(@Nullable Segment before, @Nullable Segment behind) {}

  /**
   * @param line a straight line on which some chunks agree
   * @param agreed which of them
   */
  static Found of(
      Aligned aligned,
      TimeMap line,
      Agreement agreed,
      Envelopes reference,
      Envelopes other,
      Workers workers) {
    return new LongJumps(aligned, line, reference, other, workers).found(segments(agreed, 0));
  }

  /** Where chunks agree without a gap. */
  private static List<Segment> segments(Agreement agreed, double lag) {
    boolean[] agreeing = agreed.agreeing();
    double[] seconds = agreed.lags().seconds();
    List<Segment> segments = new ArrayList<>();
    int begin = -1;
    int last = -1;
    for (int i = 0; i < agreeing.length; i++) {
      if (!agreeing[i] || !accompanied(agreeing, i)) {
        continue;
      }
      boolean gap =
          begin >= 0 && i - last > LEAST_CHUNKS && seconds[i] - seconds[last] >= LEAST_SECONDS;
      if (gap) {
        segments.add(new Segment(seconds[begin], seconds[last], lag));
      }
      begin = begin < 0 || gap ? i : begin;
      last = i;
    }
    if (begin >= 0) {
      segments.add(new Segment(seconds[begin], seconds[last], lag));
    }
    return segments;
  }

  private static boolean accompanied(boolean[] agreeing, int chunk) {
    int last = Math.min(agreeing.length - 1, chunk + NEIGHBOURS);
    int count = 0;
    for (int i = Math.max(0, chunk - NEIGHBOURS); i <= last; i++) {
      count += i != chunk && agreeing[i] ? 1 : 0;
    }
    return count >= LEAST_NEIGHBOURS;
  }

  private Found found(List<Segment> first) {
    List<Segment> segments = new ArrayList<>(first);
    Deque<Gap> gaps = new ArrayDeque<>();
    for (int i = 0; !first.isEmpty() && i <= first.size(); i++) {
      gaps.add(new Gap(i == 0 ? null : first.get(i - 1), i == first.size() ? null : first.get(i)));
    }
    for (int search = 0; search < MOST_SEARCHES && !gaps.isEmpty(); search++) {
      Gap gap = gaps.remove();
      List<Segment> within = searched(gap);
      if (!within.isEmpty()) {
        segments.addAll(within);
        gaps.add(new Gap(gap.before, within.getFirst()));
        gaps.add(new Gap(within.getLast(), gap.behind));
      }
    }
    segments.sort(Comparator.comparingDouble(Segment::from));
    List<Jump> jumps = new ArrayList<>();
    for (int i = 1; i < segments.size(); i++) {
      Segment before = segments.get(i - 1);
      Segment behind = segments.get(i);
      if (Math.abs(before.lag - behind.lag) >= LEAST_JUMP_SECONDS) {
        BreakPlace.Step step = new BreakPlace.Step(before.to, behind.from, before.lag, behind.lag);
        Jump jump = BreakPlace.of(aligned, line, step, workers);
        if (jump.frames() != 0) {
          jumps.add(jump);
        }
      }
    }
    return new Found(
        jumps, jumps.isEmpty() ? line : BreakPlace.later(line, segments.getFirst().lag));
  }

  /** The part of a gap that lies on another line. */
  private List<Segment> searched(Gap gap) {
    double from = gap.before == null ? 0 : gap.before.to;
    double to = gap.behind == null ? aligned.reference().seconds() : gap.behind.from;
    double otherFrom = gap.before == null ? 0 : line.at(from) + gap.before.lag;
    double otherTo = gap.behind == null ? aligned.other().seconds() : line.at(to) + gap.behind.lag;
    if (Math.min(to - from, otherTo - otherFrom) < LEAST_SECONDS) {
      return List.of();
    }
    Envelopes own = reference.part(from, to);
    Envelopes others = other.part(otherFrom, otherTo);
    double middle = 0.5 * (from + to);
    for (CoarseSearch.Found found : CoarseSearch.lines(own, others, workers)) {
      Line candidate = found.line();
      double there = otherFrom + middle - from + candidate.at(middle - from);
      double lag = there - line.at(middle);
      TimeMap map = BreakPlace.later(line, lag);
      double[] span = {Math.max(from, map.inverse(otherFrom)), Math.min(to, map.inverse(otherTo))};
      if (span[1] - span[0] < LEAST_SECONDS) {
        continue;
      }
      Agreement agreed =
          Agreement.of(aligned.roughLags(map, span, workers), Aligned.ROUGH_TOLERANCE);
      double exact = agreed == null ? 0 : lag + agreed.line().at(middle);
      if (agreed != null && differs(exact, gap.before) && differs(exact, gap.behind)) {
        return segments(agreed, exact);
      }
    }
    return List.of();
  }

  private static boolean differs(double lag, @Nullable Segment segment) {
    return segment == null || Math.abs(lag - segment.lag) >= LEAST_JUMP_SECONDS;
  }
}
