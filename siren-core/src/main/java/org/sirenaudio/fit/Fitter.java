package org.sirenaudio.fit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sirenaudio.Workers;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/**
 * Fits networks to clips. One fitter may fit one clip at a time; {@link #stop} ends a running fit
 * early, from any thread.
 */
public final class Fitter {

  private final FitConfig config;
  private volatile boolean stopped;

  private Fitter(FitConfig config) {
    this.config = config;
  }

  public static Fitter with(FitConfig config) {
    return new Fitter(config);
  }

  /** Ends the running fit; it returns the best state so far. */
  public void stop() {
    stopped = true;
  }

  /**
   * Fits a clip.
   *
   * @param progress hears how far the fit is, at most some tens of times a second, one call at a
   *     time
   * @return a model whose provenance tells recipe, steps, seconds and the SNR over all frames
   * @throws FitException if the fit collapses and cannot be cured
   * @throws IllegalArgumentException if the configuration does not fit the clip
   */
  public ClipModel fit(Clip clip, Consumer<FitProgress> progress) {
    long start = System.nanoTime();
    stopped = false;
    FitPlan plan = FitPlan.of(clip, config);
    double scale = scale(clip);
    Map<String, String> provenance = new TreeMap<>();
    try (Workers workers = Workers.of(config.threads())) {
      FitRun run = new FitRun(clip, config, plan, scale, () -> stopped, progress, start);
      List<Segment> segments = run.train(workers);
      ClipModel model = ClipModel.of(clip.sampleRate(), clip.frames(), scale, segments, provenance);
      provenance.put("fit.seconds", number(1e-9 * (System.nanoTime() - start)));
      Quality quality = Quality.of(model, clip, workers);
      if (!stopped) {
        quality.requireNoCollapse(run.steps());
      }
      provenance.put("fit.snr_db", number(quality.snrDb()));
      provenance.put("fit.between_db", number(quality.betweenDb()));
      provenance.put("fit.worst_window_db", number(quality.worstWindowDb()));
      provenance.put("fit.parameters", Long.toString(model.parameterCount()));
      provenance.put("fit.recipe", config.recipe());
      provenance.put("fit.steps", Integer.toString(run.steps()));
      provenance.put("fit.seed", Long.toString(config.randomSeed()));
      provenance.put("fit.density", Integer.toString(plan.density()));
      provenance.put("fit.loss", config.loss());
      provenance.put("fit.optimiser", config.optimiser().name().toLowerCase(Locale.ROOT));
      provenance.put("fit.rollbacks", Integer.toString(run.rollbacks()));
      return model.withProvenance(provenance);
    }
  }

  /**
   * Fits what is known of a sound.
   *
   * @param progress as in {@link #fit(Clip, Consumer)}
   * @return a model whose provenance tells the SNR over the known points alone, and how many there
   *     are
   * @throws FitException if the fit collapses and cannot be cured
   */
  public ClipModel fit(TrainingSet known, Consumer<FitProgress> progress) {
    Clip clip;
    try (Workers workers = Workers.of(config.threads())) {
      clip = known.completed(workers);
    }
    ClipModel model = fit(clip, progress);
    return model.withProvenance(
        Map.of(
            "fit.snr_db",
            number(known.snrDb(model)),
            "fit.known",
            Integer.toString(known.instants().length)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Amplitude that a network's output of 1 stands for. */
  private double scale(Clip clip) {
    double peak = 0;
    double squares = 0;
    for (int c = 0; c < clip.channels(); c++) {
      for (float sample : clip.channel(c)) {
        peak = Math.max(peak, Math.abs(sample));
        squares += (double) sample * sample;
      }
    }
    double rms = Math.sqrt(squares / ((double) clip.frames() * clip.channels()));
    double scale =
        switch (config.normalisation()) {
          case PEAK -> peak;
          case RMS -> rms;
          case NONE -> 1;
        };
    return scale > 0 ? scale : 1;
  }
}
