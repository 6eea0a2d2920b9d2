package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.fit.Baselines;
import org.sirenaudio.cli.fit.FitSession;
import org.sirenaudio.cli.fit.Verdict;
import org.sirenaudio.cli.picture.DecimationPicture;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.command.Json;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.metrics.LogSpectralDistance;
import org.sirenaudio.render.Decimation;
import org.sirenaudio.render.Renderer;

/**
 * Evaluates super-resolution against ground truth: only every factor-th frame of a recording is
 * fitted, and the model's rendering at the recording's rate is measured on all frames, beside
 * standard interpolation of the same kept frames.
 *
 * @param recording the whole recording
 * @param session the fit of the kept frames
 * @param rendered the model at the recording's instants
 * @param sinc windowed-sinc interpolation there
 * @param baselines figures of all methods
 */
record DecimationEvaluation(
    Clip recording, int factor, FitSession session, Clip rendered, Clip sinc, Baselines baselines) {

  /** Fits the kept frames of a recording. */
  @FunctionalInterface
  interface Fit {
    FitSession of(Clip kept) throws IOException;
  }

  /**
   * Keeps frames, fits them and measures.
   *
   * @throws IllegalArgumentException if the factor is below 2 or leaves too little
   * @throws BadDataException if the recording is silent
   */
  static DecimationEvaluation of(Clip recording, int factor, Fit fit) throws IOException {
    if (factor < 2 || recording.frames() < 2L * factor) {
      throw new IllegalArgumentException(
          "--evaluate keeps every FACTOR-th frame, 2 to %d for this recording, not %d"
              .formatted(Math.max(2, recording.frames() / 2), factor));
    }
    if (recording.peak() == 0) {
      throw new BadDataException("the recording is silent, so a fit cannot be evaluated on it");
    }
    Clip kept = Decimation.plain(recording, factor);
    FitSession session = fit.of(kept);
    Clip longer = Renderer.of(session.model()).at(recording.sampleRate());
    Clip rendered = longer.slice(0, recording.frames());
    SincInterpolator interpolator = Spectrum.of(kept).sinc();
    float[][] sinc = new float[recording.channels()][];
    double[] places = new double[recording.frames()];
    Arrays.setAll(places, i -> i / (double) factor);
    for (int c = 0; c < sinc.length; c++) {
      float[] samples = kept.channel(c);
      sinc[c] = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        sinc[c][i] = (float) interpolator.at(samples, places[i]);
      }
    }
    BitSet given = new BitSet();
    for (int i = 0; i < recording.frames(); i += factor) {
      given.set(i);
    }
    Baselines baselines =
        Baselines.of(
            recording.samples(),
            places,
            given,
            new BitSet(),
            List.of(
                new Baselines.Estimate("Siren", rendered.samples()),
                new Baselines.Estimate(
                    "windowed sinc (%d taps, Hann)".formatted(interpolator.taps()), sinc)),
            new LogSpectralDistance());
    return new DecimationEvaluation(
        recording, factor, session, rendered, Clip.of(recording.sampleRate(), sinc), baselines);
  }

  /**
   * As text.
   *
   * @param clipped number of clipped samples of the rendering
   */
  String text(String name, long clipped) {
    String verdict = Verdict.of(session).text();
    return String.format(
        Locale.ROOT,
        "%s%s, one frame in %d fitted: %,d of %s, %s, %s in %.1f s%s%n%n%s",
        verdict.isEmpty() ? "" : verdict + System.lineSeparator(),
        name,
        factor,
        (recording.frames() + factor - 1) / factor,
        Figure.count(recording.frames(), "frame"),
        Figure.count(session.model().parameterCount(), "parameter"),
        Figure.count(session.metadata().steps(), "step"),
        session.seconds(),
        SoundText.clipped(clipped),
        baselines.text("frames left out", "frames fitted"));
  }

  /**
   * For programs.
   *
   * @param files the written files
   * @param clipped number of clipped samples of the rendering
   */
  String json(Map<String, Path> files, long clipped) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("factor", factor);
    all.put("frames", recording.frames());
    all.put("sampleRate", recording.sampleRate());
    all.put("parameters", session.model().parameterCount());
    all.put("steps", session.metadata().steps());
    all.put("seconds", session.seconds());
    all.putAll(Verdict.of(session).entries());
    all.put("methods", baselines.entries("leftOutDb", "fittedDb"));
    all.put("clippedSamples", clipped);
    files.forEach((what, path) -> all.put(what, path.toString()));
    return Json.object(all);
  }

  byte[] picture(String name, PictureFormat format) throws IOException {
    Baselines.Row siren = baselines.rows().get(0);
    Baselines.Row sincRow = baselines.rows().get(1);
    String headline =
        String.format(
            Locale.ROOT,
            "one frame in %d fitted  ·  over all frames: Siren %s dB, windowed sinc %s dB",
            factor,
            Figure.fixed(siren.allDb(), 2),
            Figure.fixed(sincRow.allDb(), 2));
    return new DecimationPicture(name, headline, factor, recording, rendered, sinc).bytes(format);
  }
}
