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
record RecordingChunk(ArrayList<String> paths) implements Serializable {

  /** A chunk is at most this part of a core's work: so much is lost with a task that fails. */
  private static final int MIN_PER_CORE = 8;

  /** A chunk is at most this part of what a core has left, so that all end together. */
  private static final int PARTS_OF_REMAINDER = 2;

  /**
   * Divides recordings by length: large chunks first, for each costs some milliseconds, and smaller
   * ones towards the end (guided self-scheduling, Polychronopoulos and Kuck 1987).
   *
   * @param sorted recordings, the longest first
   * @param cores how many there are for them
   * @return in the order in which they are to be begun
   */
  static List<RecordingChunk> of(List<Recording> sorted, int cores) {
    double all = sorted.stream().mapToDouble(RecordingChunk::length).sum();
    double left = all;
    List<RecordingChunk> chunks = new ArrayList<>();
    int next = 0;
    while (next < sorted.size()) {
      double most = Math.min(all / MIN_PER_CORE, left / PARTS_OF_REMAINDER) / cores;
      ArrayList<String> paths = new ArrayList<>();
      double length = 0;
      do {
        length += length(sorted.get(next));
        paths.add(sorted.get(next).path());
        next++;
      } while (next < sorted.size() && length + length(sorted.get(next)) <= most);
      left -= length;
      chunks.add(new RecordingChunk(paths));
    }
    return chunks;
  }

  private static double length(Recording recording) {
    return Math.max(1, recording.bytes());
  }
}
