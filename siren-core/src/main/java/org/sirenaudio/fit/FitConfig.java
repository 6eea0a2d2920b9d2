package org.sirenaudio.fit;

import java.io.Serializable;
import java.util.function.Consumer;
import org.sirenaudio.network.FinalInit;
import org.sirenaudio.optim.Schedule;

/**
 * What to fit and how. Zero stands for "choose from the clip" where a number is missing. Begin with
 * a recipe and change it by the {@code with} methods.
 *
 * @param recipe the recipe's name
 * @param windows networks on the time axis; 0 to choose, 1 for the plain SIREN
 * @param numLayers sine layers of each network; 0 to choose
 * @param hiddenFeatures width of each sine layer; 0 to choose
 * @param parameters how many parameters all networks may have together, where the width is chosen;
 *     0 for as many as it takes
 * @param minWindowSeconds no window is shorter, unless the clip is; 0 to choose
 * @param targetDb the SNR that networks grow for, where the budget names none
 * @param firstFrequency frequencies of the first layer
 * @param hiddenOmega0 omega0 of the other sine layers
 * @param finalInit how the final layer begins
 * @param optimiser which optimiser
 * @param rates its step sizes
 * @param schedule how they change over the fit
 * @param batchFrames points a step looks at; 0 for all of a window, {@link #CHOOSE_BATCH} to choose
 * @param density points per frame that are learned: 1 for the samples alone, more for values
 *     between them too, 0 to choose
 * @param between what is learned between the samples
 * @param loss name of the loss
 * @param normalisation scale of the targets
 * @param budget when to end
 * @param randomSeed of everything random
 * @param threads how many threads, 0 for one per processor; the result does not depend on it
 */
public record FitConfig(
    String recipe,
    int windows,
    int numLayers,
    int hiddenFeatures,
    int parameters,
    double minWindowSeconds,
    double targetDb,
    Frequency firstFrequency,
    double hiddenOmega0,
    FinalInit finalInit,
    OptimiserKind optimiser,
    LearningRates rates,
    Schedule schedule,
    int batchFrames,
    int density,
    Between between,
    String loss,
    Normalisation normalisation,
    Budget budget,
    long randomSeed,
    int threads)
    implements Serializable {

  /** Stands for as many points a step as the window needs. */
  public static final int CHOOSE_BATCH = -1;

  public FitConfig {
    requireAtLeast(0, windows, "windows");
    requireAtLeast(0, numLayers, "layers");
    requireAtLeast(0, hiddenFeatures, "hidden features");
    requireAtLeast(0, parameters, "parameters");
    requireAtLeast(CHOOSE_BATCH, batchFrames, "frames of a batch");
    requireAtLeast(0, density, "points per frame");
    requireAtLeast(0, threads, "threads");
    if (!(minWindowSeconds >= 0 && Double.isFinite(minWindowSeconds))) {
      throw new IllegalArgumentException(
          "the least length of a window is in seconds, 0 or more, not " + minWindowSeconds);
    }
    if (!(targetDb > 0 && targetDb <= Budget.MOST_DB)) {
      throw new IllegalArgumentException(
          "a target is above 0 and at most %.0f dB, not %s".formatted(Budget.MOST_DB, targetDb));
    }
    if (!(hiddenOmega0 > 0 && Double.isFinite(hiddenOmega0))) {
      throw new IllegalArgumentException("omega0 must be positive, not " + hiddenOmega0);
    }
  }

  private static void requireAtLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + ": at least " + least + ", not " + value);
    }
  }

  /**
   * The default: short windows, each with a network that grows under Levenberg–Marquardt until it
   * reaches 46 dB. Long windows, and losses other than mse, go by Muon with rates per layer.
   */
  public static FitConfig balanced() {
    return new FitConfig(
        "balanced",
        0,
        0,
        0,
        0,
        0,
        46,
        new Frequency.Auto(),
        30,
        FinalInit.PAPER,
        OptimiserKind.AUTO,
        new LearningRates.Effective(0.06, 0.05, 0.03, 3e-3),
        new Schedule.Cosine(0.02, 0.01),
        CHOOSE_BATCH,
        0,
        Between.SINC,
        "mse",
        Normalisation.PEAK,
        new Budget.Auto(),
        1,
        0);
  }

  /** The default with a lower aim, for a look or for hours of audio. */
  public static FitConfig draft() {
    return balanced().withRecipe("draft").withTargetDb(25);
  }

  /** The default with a higher aim. */
  public static FitConfig fine() {
    return balanced().withRecipe("fine").withTargetDb(60);
  }

  /** The seed document's complete training example, to the letter. */
  public static FitConfig seed() {
    return balanced()
        .withRecipe("seed")
        .withWindows(1)
        .withNumLayers(5)
        .withHiddenFeatures(256)
        .withFirstFrequency(new Frequency.Omega0(30))
        .withFinalInit(FinalInit.PYTORCH_DEFAULT)
        .withOptimiser(OptimiserKind.ADAM)
        .withRates(new LearningRates.Uniform(1e-4))
        .withSchedule(new Schedule.Constant())
        .withBatchFrames(0)
        .withDensity(1)
        .withNormalisation(Normalisation.NONE)
        .withBudget(new Budget.Steps(1000));
  }

  /**
   * The official audio protocol (Sitzmann et al. 2020, section 4.2 and its code): 4 sine layers of
   * 256, omegas 3000 and 30, Adam 1e-4, the whole clip at each of 9,001 steps.
   */
  public static FitConfig paper() {
    return seed()
        .withRecipe("paper")
        .withNumLayers(4)
        .withFirstFrequency(new Frequency.Omega0(3000))
        .withFinalInit(FinalInit.PAPER)
        .withNormalisation(Normalisation.PEAK)
        .withBudget(new Budget.Steps(9001));
  }

  /**
   * A recipe by its name.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public static FitConfig byName(String recipe) {
    return switch (recipe) {
      case "draft" -> draft();
      case "balanced" -> balanced();
      case "fine" -> fine();
      case "seed" -> seed();
      case "paper" -> paper();
      default ->
          throw new IllegalArgumentException(
              "there is no recipe '"
                  + recipe
                  + "'; there are draft, balanced, fine, seed and paper");
    };
  }

  public FitConfig withRecipe(String value) {
    return edit(draft -> draft.recipe = value);
  }

  public FitConfig withWindows(int value) {
    return edit(draft -> draft.windows = value);
  }

  public FitConfig withNumLayers(int value) {
    return edit(draft -> draft.numLayers = value);
  }

  public FitConfig withHiddenFeatures(int value) {
    return edit(draft -> draft.hiddenFeatures = value);
  }

  public FitConfig withParameters(int value) {
    return edit(draft -> draft.parameters = value);
  }

  public FitConfig withMinWindowSeconds(double value) {
    return edit(draft -> draft.minWindowSeconds = value);
  }

  public FitConfig withTargetDb(double value) {
    return edit(draft -> draft.targetDb = value);
  }

  public FitConfig withFirstFrequency(Frequency value) {
    return edit(draft -> draft.firstFrequency = value);
  }

  public FitConfig withHiddenOmega0(double value) {
    return edit(draft -> draft.hiddenOmega0 = value);
  }

  public FitConfig withFinalInit(FinalInit value) {
    return edit(draft -> draft.finalInit = value);
  }

  public FitConfig withOptimiser(OptimiserKind value) {
    return edit(draft -> draft.optimiser = value);
  }

  public FitConfig withRates(LearningRates value) {
    return edit(draft -> draft.rates = value);
  }

  public FitConfig withSchedule(Schedule value) {
    return edit(draft -> draft.schedule = value);
  }

  public FitConfig withBatchFrames(int value) {
    return edit(draft -> draft.batchFrames = value);
  }

  public FitConfig withDensity(int value) {
    return edit(draft -> draft.density = value);
  }

  public FitConfig withBetween(Between value) {
    return edit(draft -> draft.between = value);
  }

  public FitConfig withLoss(String value) {
    return edit(draft -> draft.loss = value);
  }

  public FitConfig withNormalisation(Normalisation value) {
    return edit(draft -> draft.normalisation = value);
  }

  public FitConfig withBudget(Budget value) {
    return edit(draft -> draft.budget = value);
  }

  public FitConfig withRandomSeed(long value) {
    return edit(draft -> draft.randomSeed = value);
  }

  public FitConfig withThreads(int value) {
    return edit(draft -> draft.threads = value);
  }

  private FitConfig edit(Consumer<FitDraft> change) {
    FitDraft draft = new FitDraft(this);
    change.accept(draft);
    return draft.config();
  }
}
