package org.sirenaudio.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * The networks of a model, grouped into stacks.
 *
 * @param list the stacks, ordered by their first window
 * @param stackOf the stack of each window
 * @param rowOf its row there
 */
record NetworkStacks(List<NetworkStack> list, long[] stackOf, long[] rowOf) {

  /** Networks of equal depth and encoding whose widths are within a quarter of each other. */
  private record Key(int octaves, int encoded, int layers, int width) {
    static Key of(NetworkSpec spec) {
      // Width groups: 1 to 8, then four per octave.
      int width = spec.hiddenFeatures();
      boolean nests = spec.nonlinearity() instanceof Nonlinearity.Pointwise;
      int step = nests ? Math.max(1, Integer.highestOneBit(width) / 4) : 1;
      return new Key(
          NetworkStack.octaves(spec),
          NetworkStack.encodedFeatures(spec),
          spec.numLayers(),
          Math.ceilDiv(width, step) * step);
    }
  }

  /** One stack per network. */
  static NetworkStacks apart(List<Segment> segments) {
    long[] numbers = LongStream.range(0, segments.size()).toArray();
    List<NetworkStack> list =
        IntStream.range(0, segments.size())
            .mapToObj(i -> new NetworkStack(segments.get(i).spec(), segments, new int[] {i}))
            .toList();
    return new NetworkStacks(list, numbers, new long[segments.size()]);
  }

  static NetworkStacks of(List<Segment> segments) {
    Map<Key, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      groups.computeIfAbsent(Key.of(segments.get(i).spec()), k -> new ArrayList<>()).add(i);
    }
    List<NetworkStack> list = new ArrayList<>();
    long[] stackOf = new long[segments.size()];
    long[] rowOf = new long[segments.size()];
    for (List<Integer> windows : groups.values()) {
      NetworkSpec widest = segments.get(windows.getFirst()).spec();
      for (int r = 0; r < windows.size(); r++) {
        int window = windows.get(r);
        stackOf[window] = list.size();
        rowOf[window] = r;
        NetworkSpec spec = segments.get(window).spec();
        widest = spec.hiddenFeatures() > widest.hiddenFeatures() ? spec : widest;
      }
      int[] indices = windows.stream().mapToInt(Integer::intValue).toArray();
      list.add(new NetworkStack(widest, segments, indices));
    }
    return new NetworkStacks(List.copyOf(list), stackOf, rowOf);
  }
}
