package org.sirenaudio.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.Between;
import org.sirenaudio.fit.Budget;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.Frequency;
import org.sirenaudio.fit.LearningRates;
import org.sirenaudio.fit.Normalisation;
import org.sirenaudio.fit.OptimiserKind;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.optim.Schedule;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * How to fit: a recipe, and whatever of it is to be otherwise; options that every command which
 * fits mixes in.
 */
public final class FitOptions {

  @ArgGroup private @Nullable Aim aim;

  /** Everything chosen from the clip, or a recipe of others. */
  private static final class Aim {
    @Option(
        names = "--quality",
        paramLabel = "NAME",
        description =
            "draft (25 dB), balanced (46 dB, the default) or fine (60 dB); all else is chosen from the clip.")
    private @Nullable Quality quality;

    @Option(
        names = "--recipe",
        paramLabel = "NAME",
        description =
            "draft, balanced and fine as above, seed (the plain SIREN example: 5 layers"
                + " of 256, omegas 30/30, Adam 1e-4, 1000 epochs) or paper (the official audio"
                + " protocol: 4 layers of 256, omegas 3000/30, 9001 epochs).")
    private @Nullable String recipe;
  }

  /** How good a fit shall be. */
  enum Quality {
    DRAFT,
    BALANCED,
    FINE
  }

  @Option(names = "--layers", paramLabel = "N", description = "Sine layers of each network.")
  private @Nullable Integer layers;

  @Option(names = "--hidden", paramLabel = "N", description = "Width of each sine layer.")
  private @Nullable Integer hidden;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      description = "About how many parameters all networks may have together.")
  private @Nullable Integer parameters;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Networks on the time axis; 1 for one plain SIREN.")
  private @Nullable Integer windows;

  @Option(
      names = "--min-window",
      paramLabel = "SECONDS",
      description = "No window is shorter than this, unless the clip is.")
  private @Nullable Double minWindow;

  @ArgGroup private @Nullable FirstFrequency first;

  @Option(
      names = "--hidden-omega",
      paramLabel = "W",
      description = "omega0 of the sine layers after the first.")
  private @Nullable Double hiddenOmega;

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      description =
          "lm (Levenberg-Marquardt on growing networks), muon, adam, or auto (the default): lm where windows are"
              + " short enough.")
  private @Nullable OptimiserKind optimiser;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "One learning rate for every parameter, instead of the recipe's.")
  private @Nullable Double rate;

  @Option(
      names = "--lr-scale",
      paramLabel = "FACTOR",
      description = "The recipe's learning rates times this.")
  private @Nullable Double rateScale;

  @Option(names = "--schedule", paramLabel = "NAME", description = "constant or cosine.")
  private @Nullable ScheduleName schedule;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Points that a step looks at; 0 for all of a window.")
  private @Nullable Integer batch;

  @Option(
      names = "--density",
      paramLabel = "N",
      description =
          "Points per frame that are learned: 1 for the samples alone, more for values between them"
              + " too.")
  private @Nullable Integer density;

  @Option(
      names = "--between",
      paramLabel = "NAME",
      description =
          "What is learned between the samples: sinc (the band-limited signal, the default) or"
              + " wiener (the likeliest signal where no low-pass filter came before the samples).")
  private @Nullable Between between;

  @ArgGroup private @Nullable Effort effort;

  @Option(names = "--loss", paramLabel = "NAME", description = "mse, l1, stft or hybrid.")
  private @Nullable String loss;

  @Option(names = "--normalise", paramLabel = "NAME", description = "peak, rms or none.")
  private @Nullable Normalisation normalisation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random; the same seed and steps give the same model.")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use; 0, the default, for one per processor.")
  private @Nullable Integer threads;

  /** The recipe balanced, until options say otherwise. */
  public FitOptions() {}

  /** One way or the other to say how high the first layer begins. */
  private static final class FirstFrequency {
    @Option(
        names = "--first-hz",
        paramLabel = "HZ",
        description = "Highest first-layer frequency at the start, in Hz.")
    private @Nullable Double hertz;

    @Option(
        names = "--first-omega",
        paramLabel = "W",
        description = "omega0 of the first layer, as papers give it.")
    private @Nullable Double omega;
  }

  /** One way or another to say when to end. */
  private static final class Effort {
    @Option(names = "--steps", paramLabel = "N", description = "End after N steps of each network.")
    private @Nullable Integer steps;

    @Option(names = "--seconds", paramLabel = "S", description = "End after S seconds.")
    private @Nullable Double seconds;

    @Option(
        names = "--snr",
        paramLabel = "DB",
        description = "End each network at this signal-to-noise ratio.")
    private @Nullable Double snr;
  }

  /** The schedules by name. */
  enum ScheduleName {
    CONSTANT,
    COSINE
  }

  /**
   * The configuration that the options ask for.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public FitConfig config() {
    FitConfig config = recipe();
    if (layers != null) {
      config = config.withNumLayers(atLeastOne("--layers", layers));
    }
    if (hidden != null) {
      config = config.withHiddenFeatures(atLeastOne("--hidden", hidden));
    }
    if (parameters != null) {
      config = config.withParameters(atLeastOne("--parameters", parameters));
    }
    if (windows != null) {
      config = config.withWindows(atLeastOne("--windows", windows));
    }
    if (minWindow != null) {
      config = config.withMinWindowSeconds(minWindow);
    }
    if (hiddenOmega != null) {
      config = config.withHiddenOmega0(hiddenOmega);
    }
    if (optimiser != null) {
      config = config.withOptimiser(optimiser);
    }
    if (batch != null) {
      if (batch < 0) {
        throw new IllegalArgumentException("--batch must be at least 0, not " + batch);
      }
      config = config.withBatchFrames(batch);
    }
    if (density != null) {
      config = config.withDensity(atLeastOne("--density", density));
    }
    if (between != null) {
      config = config.withBetween(between);
    }
    if (loss != null) {
      config = config.withLoss(Losses.byName(loss).name());
    }
    if (normalisation != null) {
      config = config.withNormalisation(normalisation);
    }
    if (seed != null) {
      config = config.withRandomSeed(seed);
    }
    if (threads != null) {
      config = config.withThreads(threads);
    }
    return withBudget(withRates(withFrequency(byGradients(config))));
  }

  /**
   * The same for every n-th frame of a recording. What is not asked for is chosen so that the
   * networks come close to what can be known between such frames.
   */
  FitConfig ofKeptFrames() {
    FitConfig config = config();
    if (between == null) {
      config = config.withBetween(Between.WIENER);
    }
    return aim == null && effort == null
        ? config.withTargetDb(FitConfig.fine().targetDb())
        : config;
  }

  private FitConfig recipe() {
    if (aim == null) {
      return FitConfig.balanced();
    }
    String name = aim.quality != null ? aim.quality.name() : String.valueOf(aim.recipe);
    return FitConfig.byName(name.toLowerCase(Locale.ROOT));
  }

  /** Whoever names a rate or a batch wants an optimiser that has one. */
  private FitConfig byGradients(FitConfig config) {
    boolean wanted = rate != null || rateScale != null || schedule != null || batch != null;
    return wanted && config.optimiser() == OptimiserKind.AUTO
        ? config.withOptimiser(OptimiserKind.MUON)
        : config;
  }

  private FitConfig withFrequency(FitConfig config) {
    if (first == null) {
      return config;
    }
    return first.hertz != null
        ? config.withFirstFrequency(new Frequency.Hertz(first.hertz))
        : first.omega != null
            ? config.withFirstFrequency(new Frequency.Omega0(first.omega))
            : config;
  }

  private FitConfig withRates(FitConfig config) {
    FitConfig result = config;
    if (rate != null) {
      result = result.withRates(new LearningRates.Uniform(rate));
    }
    if (rateScale != null) {
      result = result.withRates(result.rates().times(rateScale));
    }
    if (schedule != null) {
      result =
          result.withSchedule(
              switch (schedule) {
                case CONSTANT -> new Schedule.Constant();
                case COSINE -> new Schedule.Cosine(0.02, 0.01);
              });
    }
    return result;
  }

  private FitConfig withBudget(FitConfig config) {
    if (effort == null) {
      return config;
    }
    if (effort.steps != null) {
      return config.withBudget(new Budget.Steps(effort.steps));
    }
    if (effort.seconds != null) {
      return config.withBudget(new Budget.Seconds(effort.seconds));
    }
    return effort.snr != null ? config.withBudget(new Budget.TargetSnr(effort.snr)) : config;
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
    return value;
  }
}
