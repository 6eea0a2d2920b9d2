package org.sirenaudio.studio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.NetworkSpec;

/** When the networks of a fit's windows became larger, as far as somebody looked. */
final class Growth {

  /** More windows than this are not followed one by one. */
  private static final int MOST_WINDOWS = 20_000;

  private final Map<Integer, List<List<Double>>> steps = new HashMap<>();
  private final Map<Integer, NetworkSpec> latest = new HashMap<>();

  synchronized void look(ClipModel model, double seconds) {
    List<Segment> segments = model.segments();
    for (int i = 0; i < Math.min(MOST_WINDOWS, segments.size()); i++) {
      NetworkSpec spec = segments.get(i).spec();
      if (!spec.equals(latest.put(i, spec))) {
        steps
            .computeIfAbsent(i, window -> new ArrayList<>())
            .add(List.of(seconds, (double) spec.hiddenFeatures(), (double) spec.parameterCount()));
      }
    }
  }

  /** Of a window: seconds of fitting, width and parameters, at each change. */
  synchronized List<List<Double>> of(int window) {
    return List.copyOf(steps.getOrDefault(window, List.of()));
  }
}
