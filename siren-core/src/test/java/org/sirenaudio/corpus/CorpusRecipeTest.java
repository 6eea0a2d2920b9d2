package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sirenaudio.fit.Budget;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.Frequency;
import org.sirenaudio.fit.LearningRates;
import org.sirenaudio.fit.Normalisation;
import org.sirenaudio.fit.OptimiserKind;
import org.sirenaudio.network.FinalInit;
import org.sirenaudio.optim.Schedule;

class CorpusRecipeTest {
  private static final FitConfig BASE = FitConfig.balanced();
  private static final String INPUT = "00ff".repeat(16);

  @Test
  void threadsDoNotMatterAndEverythingElseDoes() {
    List<FitConfig> others =
        List.of(
            BASE.withRecipe("other"),
            BASE.withWindows(2),
            BASE.withNumLayers(3),
            BASE.withHiddenFeatures(24),
            BASE.withMinWindowSeconds(0.5),
            BASE.withTargetDb(30),
            BASE.withParameters(1000),
            BASE.withFirstFrequency(new Frequency.Hertz(440)),
            BASE.withFirstFrequency(new Frequency.Omega0(440)),
            BASE.withHiddenOmega0(31),
            BASE.withFinalInit(FinalInit.PYTORCH_DEFAULT),
            BASE.withOptimiser(OptimiserKind.ADAM),
            BASE.withRates(new LearningRates.Uniform(1e-4)),
            BASE.withRates(BASE.rates().times(2)),
            BASE.withSchedule(new Schedule.Constant()),
            BASE.withBatchFrames(7),
            BASE.withDensity(2),
            BASE.withLoss("l1"),
            BASE.withNormalisation(Normalisation.RMS),
            BASE.withBudget(new Budget.Steps(100)),
            BASE.withBudget(new Budget.Steps(101)),
            BASE.withBudget(new Budget.TargetSnr(30)),
            BASE.withRandomSeed(2));
    String name = CorpusRecipe.of(BASE).modelName(INPUT);
    assertThat(name).matches("[0-9a-f]{64}");
    assertThat(CorpusRecipe.of(BASE.withThreads(7)).modelName(INPUT)).isEqualTo(name);
    assertThat(CorpusRecipe.of(FitConfig.balanced()).modelName(INPUT)).isEqualTo(name);
    Set<String> names = new HashSet<>(Set.of(name));
    for (FitConfig other : others) {
      assertThat(names.add(CorpusRecipe.of(other).modelName(INPUT)))
          .as(CorpusRecipe.of(other).text())
          .isTrue();
    }
    assertThat(names.add(CorpusRecipe.of(BASE).modelName(INPUT.replace('f', 'e')))).isTrue();
  }

  @Test
  void theTextIsOneLineThatNamesEveryValue() {
    assertThat(CorpusRecipe.of(BASE).text())
        .startsWith("siren-corpus-1:FitConfig(recipe=balanced,windows=0,")
        .contains("budget=Auto()", "rates=Effective(first=0.06,", "randomSeed=1")
        .doesNotContain("threads", "\n", "@");
  }
}
