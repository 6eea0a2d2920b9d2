package org.sirenaudio.fit;

import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.kernel.GradientPass;

/** Makes the trainer of each window of a fit, with what the window has to learn. */
final class Trainers {

  /** Keeps the seeds of fits with neighbouring seeds apart. */
  private static final long SEED_STRIDE = 1_000_003;

  private final ClipSource clip;
  private final FitConfig config;
  private final FitPlan plan;
  private final Loudness loudness;
  private final List<FitPlan.Window> windows;
  private final SubframeInterpolator between;
  private final GradientPass.Scratch scratch = new GradientPass.Scratch();

  Trainers(ClipSource clip, FitConfig config, FitPlan plan, Loudness loudness) {
    this.clip = clip;
    this.config = config;
    this.plan = plan;
    this.loudness = loudness;
    windows = plan.windows();
    between = plan.between().evenly(plan.density());
  }

  /** A trainer that has taken no step. */
  WindowTrainer of(int index) {
    FitPlan.Window window = windows.get(index);
    double gain = windows.size() == 1 ? 1 : gain(window);
    double unit = loudness.scale() * gain;
    WindowTargets targets =
        new WindowTargets(
            clip, window.firstFrame(), window.frames(), unit, plan.density(), between);
    long seed = config.randomSeed() * SEED_STRIDE + index;
    return plan.optimiser() == OptimiserKind.LM
        ? new GrowingTrainer(
            window,
            config,
            targets,
            core(index),
            gain,
            loudness.scale(),
            Patience.of(config, windows.size()),
            seed)
        : new GradientTrainer(
            window,
            config.withOptimiser(plan.optimiser()),
            targets,
            reach -> Surroundings.of(clip, windows, index, unit, reach),
            gain,
            seed,
            scratch);
  }

  /** Frames of a window before the next one begins. */
  private int core(int index) {
    FitPlan.Window window = windows.get(index);
    return index + 1 == windows.size()
        ? window.frames()
        : windows.get(index + 1).firstFrame() - window.firstFrame();
  }

  /**
   * Factor that brings a window to full scale, so that quiet windows learn as fast as loud ones.
   */
  private double gain(FitPlan.Window window) {
    double peak = 0;
    Clip samples = clip.slice(window.firstFrame(), window.frames());
    for (int c = 0; c < samples.channels(); c++) {
      for (float sample : samples.channel(c)) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    return peak > 0 ? peak / loudness.scale() : 1;
  }
}
