package org.sirenaudio.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Recordings that are fitted side by side. A corpus is taken shift by shift, the longest recordings
 * first: one that is larger than a core's share of all that is left gets several threads, the many
 * short ones a core each, and the few that are left over at the end share the cores again.
 *
 * @param from first of the sorted recordings
 * @param to behind the last
 * @param lanes recordings at a time
 * @param threads of each
 */
record Shift(int from, int to, int lanes, int threads) {

  /**
   * @param bytes length of every recording, the largest first
   * @param cores how many threads there may be in all
   */
  static List<Shift> of(long[] bytes, int cores) {
    List<Shift> shifts = new ArrayList<>();
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
      shifts.add(new Shift(from, to, lanes, cores / lanes));
      for (; from < to; from++) {
        left -= Math.max(1, bytes[from]);
      }
    }
    return shifts;
  }
}
