package org.sirenaudio.fit.config;

import java.io.Serializable;

/**
 * How the networks are trained.
 *
 * @param optimiser the optimiser
 * @param rates learning rates of gradient training
 * @param schedule of the learning rates over the budget
 * @param batch points per gradient step
 * @param targetDb default SNR target in dB of Levenberg–Marquardt training, unless the budget sets
 *     one
 * @param shape how its noise is spread over the windows
 */
public record TrainingConfig(
    OptimiserKind optimiser,
    LearningRates rates,
    Schedule schedule,
    BatchSize batch,
    double targetDb,
    NoiseShape shape)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the target is not above 0 and at most {@link
   *     Budget#MOST_DB}
   */
  public TrainingConfig {
    Budget.requireTarget(targetDb);
  }

  /** Levenberg–Marquardt to 46 dB if windows are short enough for it, else Muon. */
  static TrainingConfig standard() {
    return new TrainingConfig(
        OptimiserKind.AUTO,
        new LearningRates.Effective(0.06, 0.05, 0.03, 3e-3),
        Schedule.Cosine.standard(),
        new BatchSize.Auto(),
        46,
        NoiseShape.UNIFORM);
  }

  /** Returns a copy with {@link #optimiser()} replaced. */
  public TrainingConfig withOptimiser(OptimiserKind value) {
    return new TrainingConfig(value, rates, schedule, batch, targetDb, shape);
  }

  /** Returns a copy with {@link #rates()} replaced. */
  public TrainingConfig withRates(LearningRates value) {
    return new TrainingConfig(optimiser, value, schedule, batch, targetDb, shape);
  }

  /** Returns a copy with {@link #schedule()} replaced. */
  public TrainingConfig withSchedule(Schedule value) {
    return new TrainingConfig(optimiser, rates, value, batch, targetDb, shape);
  }

  /** Returns a copy with {@link #batch()} replaced. */
  public TrainingConfig withBatch(BatchSize value) {
    return new TrainingConfig(optimiser, rates, schedule, value, targetDb, shape);
  }

  /**
   * Returns a copy with {@link #targetDb()} replaced.
   *
   * @throws IllegalArgumentException if it is not above 0 and at most {@link Budget#MOST_DB}
   */
  public TrainingConfig withTargetDb(double value) {
    return new TrainingConfig(optimiser, rates, schedule, batch, value, shape);
  }

  /** Returns a copy with {@link #shape()} replaced. */
  public TrainingConfig withShape(NoiseShape value) {
    return new TrainingConfig(optimiser, rates, schedule, batch, targetDb, value);
  }
}
