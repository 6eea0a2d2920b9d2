package org.sirenaudio.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Order and thread count of the fits. Longest recordings first: a recording larger than one core's
 * share of the remaining work gets several threads, the many short ones get one core each, and the
 * last few share all cores again.
 *
 * @param stages run one after another
 */
record CorpusSchedule(List<Stage> stages) {

  CorpusSchedule {
    stages = List.copyOf(stages);
  }

  /**
   * Recordings fitted in parallel.
   *
   * @param from first index into the sorted recordings
   * @param to end index (exclusive)
   * @param lanes number of concurrent fits
   * @param threads threads per fit
   */
  record Stage(int from, int to, int lanes, int threads) {}

  /**
   * @param bytes length of every recording, largest first
   * @param cores number of threads in total
   */
  static CorpusSchedule of(long[] bytes, int cores) {
    List<Stage> stages = new ArrayList<>();
    double left = 0;
    for (long length : bytes) {
      left += Math.max(1, length);
    }
    int from = 0;
    while (from < bytes.length) {
      int count = bytes.length - from;
      int lanes = (int) Math.clamp(left / Math.max(1, bytes[from]), 1, Math.min(count, cores));
      boolean oneEach = lanes == cores;
      int to = from + (oneEach ? count / cores * cores : lanes);
      stages.add(new Stage(from, to, lanes, cores / lanes));
      for (; from < to; from++) {
        left -= Math.max(1, bytes[from]);
      }
    }
    return new CorpusSchedule(stages);
  }
}
