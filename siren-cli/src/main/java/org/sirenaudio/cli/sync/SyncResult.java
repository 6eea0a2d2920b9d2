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
import org.sirenaudio.error.Figure;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.Jump;
import org.sirenaudio.sync.Synchronisation;

/**
 * What was found of one recording, and what was written.
 *
 * @param timeReference the offset by the files' own time references, in seconds
 * @param span that is written, in frames of the reference
 * @param clipped samples beyond full scale
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
    all.put("offsetSeconds", found.offsetSeconds());
    all.put("offsetSecondsUncertainty95", found.offsetUncertainty95());
    all.put("ratePpm", found.ratePpm());
    all.put("ratePpmUncertainty95", found.rateUncertainty95());
    all.put("driftFreedom", found.driftFreedom());
    all.put("driftSeconds", drift());
    all.put("overlapStartSeconds", found.overlapStart());
    all.put("overlapEndSeconds", found.overlapEnd());
    all.put("agreement", found.agreement());
    all.put("jumps", found.jumps().stream().map(SyncResult::entries).toList());
    timeReference.ifPresent(offset -> all.put("timeReferenceOffsetSeconds", offset));
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

  private static Map<String, Object> entries(Jump jump) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seconds", jump.seconds());
    all.put("frame", jump.frame());
    all.put("frames", jump.frames());
    return all;
  }

  /** How far the clock strays from the straight line, in seconds. */
  double drift() {
    double most = 0;
    double slope = 1 + 1e-6 * found.ratePpm();
    for (Synchronisation.Lag lag : found.lags()) {
      double line = (lag.seconds() - found.offsetSeconds()) / slope;
      most = Math.max(most, Math.abs(found.toOther().at(lag.seconds()) - line));
    }
    return found.driftFreedom() == 0 ? 0 : most;
  }

  /** In words. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: begins at %.7f s ± %s of %s, %.4f ppm ± %s %s",
                other.path,
                found.offsetSeconds(),
                time(found.offsetUncertainty95()),
                reference.path,
                Math.abs(found.ratePpm()),
                two(found.rateUncertainty95()),
                found.ratePpm() >= 0 ? "slow" : "fast"));
    if (found.driftFreedom() > 0) {
      text.append(", drift of up to ").append(time(drift()));
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

  /** The figures above a picture. */
  String headline() {
    return String.format(
        Locale.ROOT,
        "offset %.7f s ± %s  ·  rate %+.4f ppm ± %s  ·  drift %s  ·  %s",
        found.offsetSeconds(),
        time(found.offsetUncertainty95()),
        found.ratePpm(),
        two(found.rateUncertainty95()),
        found.driftFreedom() == 0 ? "none" : "up to " + time(drift()),
        Figure.count(found.jumps().size(), "jump"));
  }

  private static String time(double seconds) {
    return seconds < 1e-3 ? two(1e6 * seconds) + " µs" : two(1e3 * seconds) + " ms";
  }

  /** Two digits that count. */
  private static String two(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
        : Double.toString(value);
  }
}
