package org.sirenaudio.fit;

/**
 * How much of the budget a window has spent.
 *
 * @param budget the whole fit's
 * @param usualSteps steps where the budget does not say
 * @param goals of networks that grow
 * @param begunSeconds when the window's wave began
 * @param endOfShare fraction of a budget in seconds that is spent when the wave has to end
 */
record Spending(Budget budget, int usualSteps, int goals, double begunSeconds, double endOfShare) {

  /** A target may take so many times the usual steps. */
  private static final int PATIENCE = 16;

  /** The first cycle of a target's schedule is this part of the usual steps. */
  private static final int FIRST_CYCLE = 4;

  /** Steps of a first look at a window: enough to tell what is hard to learn. */
  private static final int LOOK_STEPS = 150;

  /** Part of a budget that a first look may take. */
  private static final double MOST_LOOK = 0.25;

  /** Fraction spent, 1 or more when it is time to end. */
  double of(WindowTrainer trainer, double elapsedSeconds) {
    if (trainer instanceof GrowingTrainer growing && growing.reached() + 1 >= goals) {
      return 1;
    }
    if (trainer instanceof GradientTrainer gradient && gradient.settled()) {
      return 1;
    }
    return switch (budget) {
      case Budget.Auto auto -> untilDone(trainer, usualSteps);
      case Budget.Steps fixed -> (double) trainer.steps() / fixed.steps();
      case Budget.Seconds limit -> {
        double share = endOfShare * limit.seconds() - begunSeconds;
        yield share > 0 ? (elapsedSeconds - begunSeconds) / share : 1;
      }
      case Budget.TargetSnr target ->
          trainer instanceof GradientTrainer && trainer.recentSnrDb() >= target.db()
              ? 1
              : untilDone(trainer, PATIENCE * (double) usualSteps);
    };
  }

  private double untilDone(WindowTrainer trainer, double steps) {
    return switch (trainer) {
      case GradientTrainer gradient -> gradient.steps() / steps;
      case GrowingTrainer growing -> (growing.reached() + 1.0) / goals;
    };
  }

  /**
   * How much of its first look a window has had, 1 or more when it is over.
   *
   * @param spent fraction of the whole budget spent
   */
  double looked(GradientTrainer trainer, double spent) {
    return Math.max((double) trainer.steps() / LOOK_STEPS, spent / MOST_LOOK);
  }

  /** Whether a first look that is over was long enough to tell what is hard to learn. */
  boolean told(GradientTrainer trainer) {
    return trainer.steps() >= LOOK_STEPS / 2;
  }

  /**
   * Where the learning rate's schedule stands, 0 to 1, which begins anew after a first look. A
   * target has no known end, so its schedule comes in cycles, each twice as long as the one before.
   */
  double place(GradientTrainer trainer, double spent) {
    if (!(budget instanceof Budget.TargetSnr)) {
      double look = trainer.spentOnLook();
      return (spent - look) / (1 - look);
    }
    int length = Math.max(1, usualSteps / FIRST_CYCLE);
    int into = trainer.steps() - trainer.stepsOfLook();
    while (into >= length) {
      into -= length;
      length *= 2;
    }
    return (double) into / length;
  }
}
