package org.sirenaudio.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.sirenaudio.corpus.Recording;

/**
 * The recordings that one task fits, the longest first.
 *
 * @param paths below the corpus's folder
 */
record Share(ArrayList<String> paths) implements Serializable {

  /**
   * Shares out recordings so that all shares are about as long: the longest first, each to the
   * share that has least (Graham 1969).
   *
   * @param sorted recordings, the longest first
   * @param count how many shares at most
   * @return the largest share first
   */
  static List<Share> of(List<Recording> sorted, int count) {
    List<Load> loads =
        IntStream.range(0, Math.min(count, sorted.size())).mapToObj(i -> new Load()).toList();
    PriorityQueue<Load> least = new PriorityQueue<>(Comparator.comparingLong(load -> load.bytes));
    least.addAll(loads);
    for (Recording recording : sorted) {
      Load load = least.remove();
      load.bytes += Math.max(1, recording.bytes());
      load.paths.add(recording.path());
      least.add(load);
    }
    return loads.stream()
        .sorted(Comparator.comparingLong((Load load) -> load.bytes).reversed())
        .map(load -> new Share(load.paths))
        .toList();
  }

  private static final class Load {
    private long bytes;
    private final ArrayList<String> paths = new ArrayList<>();
  }
}
