package org.sirenaudio.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order recordings are fitted, and on how many threads. The longest recordings come first:
 * one that is larger than a core's part of all that is left gets several threads, the many short
 * ones a core each, and the few that are left over at the end divide the cores among them again.
 *
 * @param stages one after the other
 */
record CorpusSchedule(List<Stage> stages) {

  CorpusSchedule {
    stages = List.copyOf(stages);
  }

  /**
   * Recordings that are fitted side by side.
   *
   * @param from first of the sorted recordings
   * @param to behind the last
   * @param lanes recordings at a time
   * @param threads of each
   */
  record Stage(int from, int to, int lanes, int threads) {}

  /**
   * @param bytes length of every recording, the largest first
   * @param cores how many threads there may be in all
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
