package org.sirenaudio.fit.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NoiseShape;
import org.sirenaudio.fit.data.Masking;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;

/**
 * Reads the training data of each window of a fit.
 *
 * @param scale amplitude of the clip's full scale
 * @param units factor of each channel on it
 * @param between what is learned between the samples
 * @param masking of noise by the recording, if it matters
 * @param rounding to the number format of the model file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WindowTasks(
    ClipSource clip,
    FitPlan plan,
    double scale,
    double[] units,
    long randomSeed,
    SubframeInterpolator between,
    Optional<Masking> masking,
    WeightRounding rounding) {

  /** Decorrelates the seeds of fits with consecutive seeds. */
  private static final long SEED_STRIDE = 1_000_003;

  public static WindowTasks of(
      ClipSource clip, FitPlan plan, double scale, double[] units, FitConfig config) {
    SubframeInterpolator between = plan.between().evenly(plan.oversampling());
    boolean squares = Losses.byName(config.target().loss()) instanceof MseLoss;
    WeightRounding rounding = new WeightRounding(config.network().weights(), squares);
    Optional<Masking> masking =
        config.training().shape() == NoiseShape.MASKED
            ? Optional.of(Masking.of(clip))
            : Optional.empty();
    return new WindowTasks(
        clip, plan, scale, units, config.randomSeed(), between, masking, rounding);
  }

  /** Number of windows. */
  public int count() {
    return plan.windows().size();
  }

  /** The task of a window. */
  public WindowTask of(int index) {
    List<PlannedWindow> windows = plan.windows();
    PlannedWindow window = windows.get(index);
    boolean last = index + 1 == windows.size();
    WindowTargets targets =
        WindowTargets.of(
            clip,
            window.firstFrame(),
            window.frames(),
            scale,
            units,
            windows.size() > 1,
            plan.oversampling(),
            between);
    return new WindowTask(
        window,
        targets,
        last ? window.frames() : windows.get(index + 1).firstFrame() - window.firstFrame(),
        scale,
        randomSeed * SEED_STRIDE + index,
        reach -> WindowContext.of(clip, windows, index, amplitudes(targets), reach),
        masking,
        rounding);
  }

  private double[] amplitudes(WindowTargets targets) {
    double[] amplitudes = new double[units.length];
    Arrays.setAll(amplitudes, c -> scale * targets.gain(c));
    return amplitudes;
  }
}
