package org.sirenaudio.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.NetworkSpec;

/**
 * When the networks of a fit's windows grew, as far as observed: in memory while the fit runs, then
 * in a file, one line per change.
 */
final class Growth {

  /** Beyond this number, windows are not tracked individually. */
  private static final int MOST_WINDOWS = 20_000;

  private static final int VALUES = 4;

  /** A window's network since an instant of the fit. */
  private record Change(int window, double seconds, int width, int parameters) {
    String line() {
      return "%d,%s,%d,%d%n".formatted(window, seconds, width, parameters);
    }

    /** Nothing for a line truncated by a crash. */
    static Stream<Change> of(String line) {
      String[] values = line.split(",", -1);
      try {
        return values.length == VALUES
            ? Stream.of(
                new Change(
                    Integer.parseInt(values[0]),
                    Double.parseDouble(values[1]),
                    Integer.parseInt(values[2]),
                    Integer.parseInt(values[3])))
            : Stream.empty();
      } catch (NumberFormatException e) {
        return Stream.empty();
      }
    }

    boolean sameNetwork(Change other) {
      return width == other.width && parameters == other.parameters;
    }
  }

  private final Path file;
  private final List<Change> unwritten = new ArrayList<>();
  private final Map<Integer, NetworkSpec> latest = new HashMap<>();

  Growth(Path file) {
    this.file = file;
  }

  synchronized void look(ClipModel model, double seconds) {
    List<Segment> segments = model.segments();
    for (int i = 0; i < Math.min(MOST_WINDOWS, segments.size()); i++) {
      NetworkSpec spec = segments.get(i).spec();
      if (!spec.equals(latest.put(i, spec))) {
        unwritten.add(new Change(i, seconds, spec.hiddenFeatures(), spec.parameterCount()));
      }
    }
  }

  /** Moves the changes to the file; if it cannot be written, they stay in memory. */
  synchronized void rest() {
    latest.clear();
    try {
      Files.writeString(
          file,
          unwritten.stream().map(Change::line).collect(Collectors.joining()),
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      unwritten.clear();
    } catch (IOException e) {
      // A failure to store the changes must not end the fit.
    }
  }

  /** Per window: seconds of fitting, width and parameters, at each change. */
  synchronized List<List<Double>> of(int window) throws IOException {
    List<Change> changes = new ArrayList<>();
    try (Stream<String> lines =
        Files.exists(file) ? Files.lines(file, StandardCharsets.ISO_8859_1) : Stream.empty()) {
      Stream.concat(lines.flatMap(Change::of), unwritten.stream())
          .filter(change -> change.window() == window)
          // A resumed fit observes the network again that it had before.
          .filter(change -> changes.isEmpty() || !changes.getLast().sameNetwork(change))
          .forEachOrdered(changes::add);
    }
    return changes.stream()
        .map(c -> List.of(c.seconds(), (double) c.width(), (double) c.parameters()))
        .toList();
  }
}
