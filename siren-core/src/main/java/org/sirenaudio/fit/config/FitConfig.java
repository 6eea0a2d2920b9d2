package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.immutables.value.Value;
import org.sirenaudio.network.FinalInit;

/**
 * The configuration of a fit. Start from a recipe and change what should differ:
 *
 * <pre>{@code FitConfig.balanced().withNetwork(n -> n.withHiddenFeatures(64))}</pre>
 *
 * @param recipe name of the recipe it is based on
 * @param network kind and size of the networks
 * @param windows division of the time axis among them
 * @param target what they learn
 * @param training how they are trained
 * @param budget when to stop
 * @param randomSeed random seed
 * @param threads number of threads, by default one per processor; the result does not depend on it
 */
@Value.Builder
public record FitConfig(
    String recipe,
    NetworkConfig network,
    WindowConfig windows,
    TargetConfig target,
    TrainingConfig training,
    Budget budget,
    long randomSeed,
    Choice<Integer> threads)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the given number of threads is below 1
   */
  public FitConfig {
    Choice.requireCount(threads, "the number of threads");
  }

  /**
   * The default: short windows, each with a network grown and trained by Levenberg–Marquardt to 46
   * dB. Long windows, and losses other than mse, are trained by Muon with a learning rate per
   * layer.
   */
  public static FitConfig balanced() {
    return new FitConfig(
        "balanced",
        NetworkConfig.standard(),
        WindowConfig.standard(),
        TargetConfig.standard(),
        TrainingConfig.standard(),
        new Budget.Auto(),
        1,
        Choice.automatic());
  }

  /** The default with a lower target, for previews or hours of audio. */
  public static FitConfig draft() {
    return balanced().withRecipe("draft").withTraining(t -> t.withTargetDb(25));
  }

  /** The default with a higher target. */
  public static FitConfig fine() {
    return balanced().withRecipe("fine").withTraining(t -> t.withTargetDb(60));
  }

  /**
   * Without audible noise: in each window noise stays below the masked threshold, and at least 40
   * dB below the sound where that is audible; over all it reaches 80 dB, unless that is below the
   * noise of 16-bit rounding.
   */
  public static FitConfig transparent() {
    return balanced()
        .withRecipe("transparent")
        .withTraining(t -> t.withTargetDb(80).withShape(NoiseShape.MASKED));
  }

  /**
   * The plain single network of widespread tutorials: 5 sine layers of 256, both omegas 30, the
   * final layer initialised as PyTorch does, Adam 1e-4 on all samples, 1000 steps.
   */
  public static FitConfig tutorial() {
    return balanced()
        .withRecipe("tutorial")
        .withWindows(w -> w.withCount(1))
        .withNetwork(
            n ->
                n.withNumLayers(5)
                    .withHiddenFeatures(256)
                    .withFirstFrequency(new Frequency.Omega0(30))
                    .withFinalInit(FinalInit.PYTORCH_DEFAULT))
        .withTraining(
            t ->
                t.withOptimiser(OptimiserKind.ADAM)
                    .withRates(new LearningRates.Uniform(1e-4))
                    .withSchedule(new Schedule.Constant())
                    .withBatch(new BatchSize.All()))
        .withTarget(t -> t.withOversampling(1).withNormalisation(Normalisation.NONE))
        .withBudget(new Budget.Steps(1000));
  }

  /**
   * The official audio protocol (Sitzmann et al. 2020, section 4.2 and its code): 4 sine layers of
   * 256, omegas 3000 and 30, Adam 1e-4, the whole clip at each of 9,001 steps.
   */
  public static FitConfig paper() {
    return tutorial()
        .withRecipe("paper")
        .withNetwork(
            n ->
                n.withNumLayers(4)
                    .withFirstFrequency(new Frequency.Omega0(3000))
                    .withFinalInit(FinalInit.PAPER))
        .withTarget(t -> t.withNormalisation(Normalisation.PEAK))
        .withBudget(new Budget.Steps(9001));
  }

  /**
   * A recipe by name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the names
   */
  public static FitConfig byName(String recipe) {
    return switch (recipe) {
      case "draft" -> draft();
      case "balanced" -> balanced();
      case "fine" -> fine();
      case "transparent" -> transparent();
      // The name in version 0.1.
      case "tutorial", "seed" -> tutorial();
      case "paper" -> paper();
      default ->
          throw new IllegalArgumentException(
              "there is no recipe '%s'; there are draft, balanced, fine, transparent, tutorial and paper"
                  .formatted(recipe));
    };
  }

  private FitConfigBuilder copy() {
    return new FitConfigBuilder().from(this);
  }

  /** Returns a copy with {@link #recipe()} replaced. */
  public FitConfig withRecipe(String value) {
    return copy().recipe(value).build();
  }

  /** Returns a copy with {@link #network()} changed. */
  public FitConfig withNetwork(UnaryOperator<NetworkConfig> change) {
    return copy().network(change.apply(network)).build();
  }

  /** Returns a copy with {@link #windows()} changed. */
  public FitConfig withWindows(UnaryOperator<WindowConfig> change) {
    return copy().windows(change.apply(windows)).build();
  }

  /** Returns a copy with {@link #target()} changed. */
  public FitConfig withTarget(UnaryOperator<TargetConfig> change) {
    return copy().target(change.apply(target)).build();
  }

  /** Returns a copy with {@link #training()} changed. */
  public FitConfig withTraining(UnaryOperator<TrainingConfig> change) {
    return copy().training(change.apply(training)).build();
  }

  /** Returns a copy with {@link #budget()} replaced. */
  public FitConfig withBudget(Budget value) {
    return copy().budget(value).build();
  }

  /** Returns a copy with {@link #randomSeed()} replaced. */
  public FitConfig withRandomSeed(long value) {
    return copy().randomSeed(value).build();
  }

  /**
   * Returns a copy with {@link #threads()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public FitConfig withThreads(int value) {
    return copy().threads(Choice.of(value)).build();
  }

  /** The number of threads: the given one, else one per processor. */
  public int threadCount() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }
}
