package org.sirenaudio.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.corpus.Recording;

/**
 * The recordings that one task fits, the longest first.
 *
 * @param paths below the corpus's folder
 */
record Share(ArrayList<String> paths) implements Serializable {

  /** A share is at most this part of a core's work: so much is lost with a task that fails. */
  private static final int LEAST_PER_CORE = 8;

  /** A share is at most this part of what a core has left, so that all end together. */
  private static final int PARTS_OF_REST = 2;

  /**
   * Shares out recordings by length: large shares first, for each costs some milliseconds, and
   * smaller ones towards the end (guided self-scheduling, Polychronopoulos and Kuck 1987).
   *
   * @param sorted recordings, the longest first
   * @param cores how many there are for them
   * @return in the order in which they shall be begun
   */
  static List<Share> of(List<Recording> sorted, int cores) {
    double all = sorted.stream().mapToDouble(Share::length).sum();
    double left = all;
    List<Share> shares = new ArrayList<>();
    int next = 0;
    while (next < sorted.size()) {
      double most = Math.min(all / LEAST_PER_CORE, left / PARTS_OF_REST) / cores;
      ArrayList<String> paths = new ArrayList<>();
      double length = 0;
      do {
        length += length(sorted.get(next));
        paths.add(sorted.get(next).path());
        next++;
      } while (next < sorted.size() && length + length(sorted.get(next)) <= most);
      left -= length;
      shares.add(new Share(paths));
    }
    return shares;
  }

  private static double length(Recording recording) {
    return Math.max(1, recording.bytes());
  }
}
