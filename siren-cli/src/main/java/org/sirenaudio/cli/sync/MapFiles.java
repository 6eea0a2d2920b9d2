package org.sirenaudio.cli.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.sync.Jump;
import org.sirenaudio.sync.Synchronisation;

/**
 * The map of a synchronisation between the recordings' own clocks.
 *
 * @param points in ascending order; linear beyond the first and the last
 */
record MapFiles(Synchronisation found, List<Point> points) {

  private static final double STEP_SECONDS = 0.5;

  /** Extra points around a jump, so that the interpolating curve bends nowhere else. */
  private static final double BESIDE_SECONDS = 1e-3;

  /** A jump takes this much time on the clock that stands still, since maps must ascend. */
  private static final double STILL_SECONDS = 1e-6;

  /** A point of the map: an instant on each clock. */
  record Point(double reference, double other) {}

  static MapFiles of(Synchronisation found, ClipSource other) {
    return new MapFiles(found, new Points(found).all(other.sampleRate()));
  }

  /** Builds the points, stretch by stretch. */
  private record Points(Synchronisation found, List<Point> points) {
    Points(Synchronisation found) {
      this(found, new ArrayList<>());
    }

    List<Point> all(double rate) {
      double begin = found.toOther().at(found.overlapStart());
      double end = found.toOther().at(found.overlapEnd());
      double shift = 0;
      for (Jump jump : found.jumps()) {
        // On the clock without jumps.
        double before = jump.frame() / rate + shift;
        double missing = Math.max(0, jump.frames()) / rate;
        double extra = Math.max(0, -jump.frames()) / rate;
        stretch(begin, before - STILL_SECONDS, shift);
        shift += missing - extra;
        begin = before + missing + STILL_SECONDS;
      }
      stretch(begin, end, shift);
      return points;
    }

    /** Between two instants of the other's clock without jumps. */
    private void stretch(double from, double to, double shift) {
      if (to <= from) {
        return;
      }
      add(from, shift);
      if (to - from > 4 * BESIDE_SECONDS) {
        add(from + BESIDE_SECONDS, shift);
        int steps = (int) Math.ceil((to - from) / STEP_SECONDS);
        for (int i = 1; i < steps; i++) {
          add(from + (to - from) * i / steps, shift);
        }
        add(to - BESIDE_SECONDS, shift);
      }
      add(to, shift);
    }

    private void add(double whole, double shift) {
      Point point = new Point(found.toOther().inverse(whole), whole - shift);
      if (points.isEmpty()
          || (point.reference > points.getLast().reference
              && point.other > points.getLast().other)) {
        points.add(point);
      }
    }
  }

  /** In the format of siren warp {@code --warp}. */
  String csv() {
    StringBuilder text = new StringBuilder("reference_seconds,other_seconds\n");
    for (Point point : points) {
      text.append(String.format(Locale.ROOT, "%.9f,%.9f%n", point.reference, point.other));
    }
    return text.toString();
  }

  /** As above, plus the lags of the overlap's blocks. */
  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "points",
        points.stream()
            .map(point -> entries("referenceSeconds", point.reference, "otherSeconds", point.other))
            .toList());
    all.put(
        "lags",
        found.lags().stream()
            .filter(lag -> Double.isFinite(lag.deviation()))
            .map(
                lag -> {
                  Map<String, Object> entry =
                      entries("referenceSeconds", lag.seconds(), "beforeSeconds", lag.before());
                  entry.put("afterSeconds", lag.after());
                  entry.put("afterSecondsUncertainty95", lag.uncertainty95());
                  return entry;
                })
            .toList());
    all.put(
        "coherence",
        found.coherence().stream()
            .map(band -> entries("hertz", band.hertz(), "coherence", band.coherence()))
            .toList());
    return all;
  }

  private static Map<String, Object> entries(
      String first, double one, String second, double other) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(first, one);
    all.put(second, other);
    return all;
  }
}
