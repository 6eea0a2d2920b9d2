package org.sirenaudio.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.corpus.Recording;

/**
 * The recordings of one task, longest first.
 *
 * @param paths relative to the input folder
 */
record RecordingChunk(ArrayList<String> paths) implements Serializable {

  /** Maximum size as a fraction of a core's total work, which bounds the loss if a task fails. */
  private static final int MIN_PER_CORE = 8;

  /** Maximum size as a fraction of a core's remaining work, so that all cores finish together. */
  private static final int PARTS_OF_REMAINDER = 2;

  /**
   * Divides recordings by length: large chunks first, since each has an overhead of some
   * milliseconds, and smaller ones towards the end (guided self-scheduling, Polychronopoulos and
   * Kuck 1987).
   *
   * @param sorted recordings, longest first
   * @param cores number available
   * @return in the order in which they should start
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
