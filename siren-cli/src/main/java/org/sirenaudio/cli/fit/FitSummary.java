package org.sirenaudio.cli.fit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.NetworkText;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.command.ByteSize;
import org.sirenaudio.command.Json;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.ModelSize;
import org.sirenaudio.network.NetworkSpec;

/**
 * The summary of a fit, as text and as data.
 *
 * @param name of the recording
 * @param files written files with a label each; in order
 * @param clipped clipped samples of the rendering
 * @param missing how well held-out samples are restored, or null if there are none
 * @param estimate the estimated cost, or null if not made
 */
public record FitSummary(
    FitSession session,
    String name,
    Map<String, Path> files,
    long clipped,
    @Nullable Baselines missing,
    @Nullable EstimateText estimate) {

  /** Bytes per sample in typical sound files; a parameter has four. */
  private static final int PCM_BYTES = 2;

  /** Size of the model file, written or not. */
  private long modelBytes() {
    Path file = files.get(FitOutputs.MODEL);
    return file == null ? ModelSize.of(session.model()) : file.toFile().length();
  }

  public String json() {
    ClipModel model = session.model();
    FitMetadata facts = session.metadata();
    NetworkSpec network = model.segments().getFirst().spec();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("snrDb", facts.snrDb());
    all.put("snrOver", session.points().key());
    all.put(
        "channelSnrDb", facts.channelDb().isEmpty() ? List.of(facts.snrDb()) : facts.channelDb());
    facts.worstChannel().ifPresent(channel -> all.put("worstChannel", channel + 1));
    if (missing != null) {
      all.put("missing", missing.entries("missingDb", "knownDb"));
    }
    all.put("betweenDb", facts.betweenDb());
    all.put("worstWindowDb", facts.worstWindowDb());
    all.put("lowWindows", facts.lowWindows());
    facts
        .noiseToMask()
        .ifPresent(
            found -> {
              all.put("noiseToMaskDb", found.meanDb());
              all.put("worstNoiseToMaskDb", found.worstDb());
              all.put("disturbedFrames", found.disturbed());
            });
    all.put(
        "lowestWindows",
        LowSnrWindow.of(model, facts).stream().map(LowSnrWindow::entries).toList());
    all.put("parameters", model.parameterCount());
    all.put("perSample", model.parameterCount() / samples());
    all.put("modelBytes", modelBytes());
    if (estimate != null) {
      all.put("estimate", estimate.entries());
    }
    all.put("seconds", session.seconds());
    all.put("steps", facts.steps());
    all.put("silent", facts.silent());
    all.putAll(Verdict.of(session).entries());
    all.put("windows", model.segments().size());
    all.put("layers", network.numLayers());
    all.put("hidden", NetworkText.widths(model).getMax());
    all.put("firstHz", NetworkText.firstHz(model).getMax());
    all.put("oversampling", facts.oversampling());
    all.put("density", facts.oversampling());
    all.put("recipe", facts.recipe());
    all.put("loss", facts.loss());
    all.put("seed", facts.seed());
    all.put("rollbacks", facts.rollbacks());
    all.put("sampleRate", model.sampleRate());
    all.put("channels", model.channels());
    all.put("frames", model.frames());
    all.put("clippedSamples", clipped);
    files.forEach((what, path) -> all.put(what, path.toString()));
    if (files.containsKey("plot")) {
      // Its name in version 0.1.
      all.put("picture", all.get("plot"));
    }
    return Json.object(all);
  }

  public String text() {
    ClipModel model = session.model();
    FitMetadata facts = session.metadata();
    Verdict verdict = Verdict.of(session);
    StringBuilder lines = new StringBuilder();
    if (!verdict.text().isEmpty()) {
      line(lines, "result", "%s", verdict.text());
    }
    line(lines, "clip", "%s, %s", name, SoundText.clip(session.clip()));
    if (facts.silent()) {
      line(lines, "result", "the clip is silent or constant, and so is the model");
    } else {
      line(
          lines,
          "SNR",
          "%s %s, %s between the samples, %s",
          decibels(facts.snrDb()),
          session.points().words(),
          decibels(facts.betweenDb()),
          Double.isNaN(facts.worstWindowDb())
              ? "no audible window"
              : decibels(facts.worstWindowDb()) + " in the worst window");
      facts.noiseToMask().ifPresent(found -> line(lines, "noise", "%s", noise(found)));
      if (!verdict.channels().isEmpty()) {
        line(lines, "channels", "%s", verdict.channels());
      }
      if (facts.lowWindows() > 0) {
        line(lines, "low", "%s", LowSnrWindow.text(model, facts));
      }
    }
    line(
        lines,
        "model",
        "%s in %s, %s, %s",
        Figure.count(model.parameterCount(), "parameter"),
        Figure.count(model.segments().size(), "window"),
        NetworkText.layers(model),
        NetworkText.frequencies(model));
    long bytes = modelBytes();
    if (bytes > PCM_BYTES * samples()) {
      line(
          lines,
          "size",
          "%s, more than the recording's %s at 16 bits (%s per sample)",
          ByteSize.text(bytes),
          ByteSize.text((long) (PCM_BYTES * samples())),
          Figure.fixed(model.parameterCount() / samples(), 2) + " parameters");
    }
    line(
        lines,
        "fit",
        "%s in %.1f s%s",
        Figure.count(facts.steps(), "step"),
        session.seconds(),
        facts.rollbacks() == 0 ? "" : ", " + Figure.count(facts.rollbacks(), "rollback"));
    if (missing != null) {
      lines.append('\n').append(missing.text("missing frames", "known frames")).append("\n\n");
    }
    if (clipped > 0) {
      line(
          lines,
          "clipped",
          "%s of the rendering: use --encoding float",
          Figure.count(clipped, "sample"));
    }
    if (files.isEmpty()) {
      return lines.toString().stripTrailing();
    }
    String list =
        files.entrySet().stream()
            .map(e -> e.getValue() + " (" + e.getKey() + ")")
            .collect(Collectors.joining("\n         "));
    line(lines, "files", "%s", list);
    return lines.toString().stripTrailing();
  }

  /** The recording's parameters. */
  private double samples() {
    return (double) session.model().frames() * session.model().channels();
  }

  private static void line(StringBuilder lines, String title, String format, Object... values) {
    lines.append(String.format(Locale.ROOT, "%-9s", title));
    lines.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String noise(FitMetadata.NoiseToMask found) {
    return String.format(
        Locale.ROOT,
        "%s relative to the masked threshold, %s in the worst band, audible in %.2f %% of frames",
        decibels(found.meanDb()),
        decibels(found.worstDb()),
        100 * found.disturbed());
  }

  private static String decibels(double value) {
    return Double.isFinite(value) ? Figure.decibels(value) : "undefined";
  }
}
