package org.sirenaudio.studio;

import static java.util.Arrays.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.NetworkSpec;

/** When the networks of a fit's windows grew, as far as observed. */
final class Growth {

  /** Beyond this number, windows are not tracked individually. */
  private static final int MOST_WINDOWS = 20_000;

  private static final int VALUES = 3;

  /** Per grown window, {@link #VALUES} numbers per change. */
  private final Map<Integer, double[]> steps = new HashMap<>();

  private final Map<Integer, NetworkSpec> latest = new HashMap<>();

  synchronized void look(ClipModel model, double seconds) {
    List<Segment> segments = model.segments();
    for (int i = 0; i < Math.min(MOST_WINDOWS, segments.size()); i++) {
      NetworkSpec spec = segments.get(i).spec();
      if (!spec.equals(latest.put(i, spec))) {
        steps.merge(
            i,
            new double[] {seconds, spec.hiddenFeatures(), spec.parameterCount()},
            (before, now) -> DoubleStream.concat(stream(before), stream(now)).toArray());
      }
    }
  }

  /** Per window: seconds of fitting, width and parameters, at each change. */
  synchronized List<List<Double>> of(int window) {
    double[] values = steps.getOrDefault(window, new double[0]);
    List<List<Double>> changes = new ArrayList<>();
    for (int i = 0; i < values.length; i += VALUES) {
      changes.add(List.of(values[i], values[i + 1], values[i + 2]));
    }
    return changes;
  }
}
