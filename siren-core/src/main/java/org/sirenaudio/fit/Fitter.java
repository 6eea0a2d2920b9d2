package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    GradientPass.Scratch scratch = new GradientPass.Scratch();
    List<WindowTrainer> trainers = new ArrayList<>();
    List<Double> gains = new ArrayList<>();
    for (FitPlan.Window window : plan.windows()) {
      double gain = plan.windows().size() == 1 ? 1 : gain(clip, window, scale);
      gains.add(gain);
      WindowTargets targets =
          new WindowTargets(
              clip, window.firstFrame(), window.frames(), scale * gain, plan.density());
      long seed = config.randomSeed() * 1_000_003 + trainers.size();
      trainers.add(new WindowTrainer(window, config, targets, seed, scratch));
    }
    FitRun run = new FitRun(config, plan, trainers, gains, () -> stopped, progress, start);
    ClipModel model;
    Map<String, String> provenance = new LinkedHashMap<>();
    try (Workers workers = Workers.of(config.threads())) {
      run.train(workers);
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < trainers.size(); i++) {
        WindowTrainer trainer = trainers.get(i);
        FitPlan.Window window = trainer.window();
        segments.add(
            new Segment(
                window.firstFrame(), window.frames(), trainer.result(workers, gains.get(i))));
      }
      model = ClipModel.of(clip.sampleRate(), clip.frames(), scale, segments, provenance);
      provenance.put("fit.seconds", number(1e-9 * (System.nanoTime() - start)));
      Quality quality = Quality.of(model, clip, workers);
      quality.requireFit(clip);
      provenance.put("fit.snr_db", number(quality.snrDb()));
      provenance.put("fit.between_db", number(quality.betweenDb()));
      provenance.put("fit.worst_window_db", number(quality.worstWindowDb()));
    }
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

  /**
   * Factor that brings a window to the loudness of its loudest samples, so that quiet windows learn
   * as fast as loud ones.
   */
  private static double gain(Clip clip, FitPlan.Window window, double scale) {
    double peak = 0;
    for (int c = 0; c < clip.channels(); c++) {
      float[] samples = clip.channel(c);
      for (int i = 0; i < window.frames(); i++) {
        peak = Math.max(peak, Math.abs(samples[window.firstFrame() + i]));
      }
    }
    return peak > 0 ? peak / scale : 1;
  }
}
