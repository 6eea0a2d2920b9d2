package org.sirenaudio.cli.sync;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.command.SyncEntries;
import org.sirenaudio.error.Figure;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.Jump;
import org.sirenaudio.sync.Synchronisation;

/**
 * The result for one recording, and its output.
 *
 * @param timeReference the offset by the files' own time references, in seconds
 * @param span written, in frames of the reference
 * @param clipped number of clipped samples
 */
record SyncResult(
    Named reference,
    Named other,
    Synchronisation found,
    OptionalDouble timeReference,
    SyncFiles files,
    Renderer.Span span,
    long clipped) {

  /** A recording and its name. */
  record Named(Path path, ClipSource sound) {}

  SyncResult written(Renderer.Span frames, long clippedSamples) {
    return new SyncResult(reference, other, found, timeReference, files, frames, clippedSamples);
  }

  /** For programs. */
  Map<String, Object> entries() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("other", other.path.toString());
    all.putAll(SyncEntries.of(found, timeReference));
    all.put("output", files.sound().toString());
    all.put("startSeconds", span.first() / reference.sound.sampleRate());
    all.put("sampleRate", reference.sound.sampleRate());
    all.put("channels", other.sound.channels());
    all.put("frames", span.frames());
    all.put("clippedSamples", clipped);
    all.put("map", files.csv().toString());
    all.put("details", files.json().toString());
    Path picture = files.picture();
    if (picture != null) {
      all.put("plot", picture.toString());
    }
    return all;
  }

  /** As text. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: begins at %.7f s ± %s of %s, %s",
                other.path,
                offset(),
                time(found.offsetUncertainty95()),
                reference.path,
                rate()));
    if (found.driftFreedom() > 0) {
      text.append(", drift of up to ").append(time(SyncEntries.drift(found)));
    }
    for (Jump jump : found.jumps()) {
      text.append(
          String.format(
              Locale.ROOT,
              jump.frames() > 0 ? "; lacks %s at %.3f s" : "; has %s more at %.3f s",
              Figure.count(Math.abs(jump.frames()), "frame"),
              jump.seconds()));
    }
    return text.append("; wrote ")
        .append(files.sound())
        .append(SoundText.clipped(clipped))
        .toString();
  }

  /** The figures in a picture's headline. */
  String headline() {
    return String.format(
        Locale.ROOT,
        "offset %.7f s ± %s  ·  %s  ·  drift %s  ·  %s",
        offset(),
        time(found.offsetUncertainty95()),
        rate(),
        found.driftFreedom() == 0 ? "none" : "up to " + time(SyncEntries.drift(found)),
        Figure.count(found.jumps().size(), "jump"));
  }

  /** The other's clock, slow if its rate is positive: it took fewer frames. */
  private String rate() {
    return String.format(
        Locale.ROOT,
        "%.4f ppm ± %s %s",
        Math.abs(found.ratePpm()),
        two(found.rateUncertainty95()),
        found.ratePpm() >= 0 ? "slow" : "fast");
  }

  /** To seven places, of which 0 has no sign. */
  private double offset() {
    return Math.round(1e7 * found.offsetSeconds()) / 1e7;
  }

  private static String time(double seconds) {
    return seconds < 1e-3 ? two(1e6 * seconds) + " µs" : two(1e3 * seconds) + " ms";
  }

  /** Two significant digits. */
  private static String two(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
        : Double.toString(value);
  }
}
