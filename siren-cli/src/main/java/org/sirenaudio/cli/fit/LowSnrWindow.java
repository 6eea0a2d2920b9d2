package org.sirenaudio.cli.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/**
 * An audible window with a low SNR, as listed in the model file.
 *
 * @param start in seconds
 * @param end in seconds
 * @param snrDb on the grid
 */
record LowSnrWindow(double start, double end, double snrDb) {

  /** Number of windows listed in text output. */
  private static final int MOST_IN_TEXT = 3;

  /** The lowest windows of a model, lowest first. */
  static List<LowSnrWindow> of(ClipModel model, FitMetadata facts) {
    return facts.lowest().stream().map(low -> of(model, low)).toList();
  }

  private static LowSnrWindow of(ClipModel model, FitMetadata.Low low) {
    Segment segment = model.segments().get(low.window());
    double start = segment.firstFrame() / model.sampleRate();
    double end = start + segment.frames() / model.sampleRate();
    return new LowSnrWindow(start, end, low.snrDb());
  }

  /** Their number and the positions of the lowest. */
  static String text(ClipModel model, FitMetadata facts) {
    int count = facts.lowWindows();
    String lowest =
        of(model, facts).stream()
            .limit(MOST_IN_TEXT)
            .map(
                low ->
                    String.format(
                        Locale.ROOT,
                        "%.3f … %.3f s (%s)",
                        low.start,
                        low.end,
                        Figure.decibels(low.snrDb)))
            .collect(Collectors.joining(", "));
    return "%s below %.0f dB: %s%s"
        .formatted(
            Figure.count(count, "window"),
            FitMetadata.LOW_DB,
            lowest,
            count > MOST_IN_TEXT ? ", …" : "");
  }

  Map<String, @Nullable Object> entries() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("start", start);
    all.put("end", end);
    all.put("snrDb", snrDb);
    return all;
  }
}
