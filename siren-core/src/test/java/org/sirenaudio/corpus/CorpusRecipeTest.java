package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.InterpolationTarget;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.Normalisation;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.config.Schedule;
import org.sirenaudio.network.FinalInit;

class CorpusRecipeTest {
  private static final FitConfig BASE = FitConfig.balanced();
  private static final String INPUT = "00ff".repeat(16);

  @Test
  void everyOptionButThreadsChangesTheModelName() {
    List<FitConfig> others =
        List.of(
            BASE.withRecipe("other"),
            BASE.withWindows(w -> w.withCount(2)),
            BASE.withNetwork(n -> n.withNumLayers(3)),
            BASE.withNetwork(n -> n.withHiddenFeatures(24)),
            BASE.withWindows(w -> w.withMinSeconds(0.5)),
            BASE.withTraining(t -> t.withTargetDb(30)),
            BASE.withNetwork(n -> n.withParameters(1000)),
            BASE.withNetwork(n -> n.withFirstFrequency(new Frequency.Hertz(440))),
            BASE.withNetwork(n -> n.withFirstFrequency(new Frequency.Omega0(440))),
            BASE.withNetwork(n -> n.withHiddenOmega0(31)),
            BASE.withNetwork(n -> n.withFinalInit(FinalInit.PYTORCH_DEFAULT)),
            BASE.withTraining(t -> t.withOptimiser(OptimiserKind.ADAM)),
            BASE.withTraining(t -> t.withRates(new LearningRates.Uniform(1e-4))),
            BASE.withTraining(t -> t.withRates(BASE.training().rates().times(2))),
            BASE.withTraining(t -> t.withSchedule(new Schedule.Constant())),
            BASE.withTraining(t -> t.withBatch(new BatchSize.Points(7))),
            BASE.withTarget(t -> t.withOversampling(2)),
            BASE.withTarget(t -> t.withLoss("l1")),
            BASE.withTarget(t -> t.withNormalisation(Normalisation.RMS)),
            BASE.withBudget(new Budget.Steps(100)),
            BASE.withBudget(new Budget.Steps(101)),
            BASE.withBudget(new Budget.TargetSnr(30)),
            BASE.withRandomSeed(2));
    String name = new CorpusRecipe(BASE).modelName(INPUT);
    assertThat(name).matches("[0-9a-f]{64}");
    assertThat(new CorpusRecipe(BASE.withThreads(7)).modelName(INPUT)).isEqualTo(name);
    assertThat(new CorpusRecipe(FitConfig.balanced()).modelName(INPUT)).isEqualTo(name);
    Set<String> names = new HashSet<>(Set.of(name));
    for (FitConfig other : others) {
      assertThat(names.add(new CorpusRecipe(other).modelName(INPUT)))
          .as(new CorpusRecipe(other).text())
          .isTrue();
    }
    assertThat(names.add(new CorpusRecipe(BASE).modelName(INPUT.replace('f', 'e')))).isTrue();
  }

  /** Recipes, the names of their models, and their texts, as version 0.1 has them. */
  static List<Arguments> recipes() {
    return List.of(
        Arguments.of(
            BASE,
            "c9c953160e43517f597c70a9819fe316fd04e638ab126df3fe6d72677ea0fe3e",
            "recipe=balanced,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=AUTO,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=-1,density=0,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=Auto(),randomSeed=1"),
        Arguments.of(
            FitConfig.draft().withThreads(3),
            "8e41eeb2973310b0b53d43dfb51c1cd66ec190685ef87a9f7d1424620f928f0d",
            "recipe=draft,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=25.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=AUTO,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=-1,density=0,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=Auto(),randomSeed=1"),
        Arguments.of(
            FitConfig.fine().withRandomSeed(7),
            "20e6caebf5f4ea9e101310bb68715d8c8814b648d588b61cd8a8932d430e09a2",
            "recipe=fine,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=60.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=AUTO,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=-1,density=0,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=Auto(),randomSeed=7"),
        Arguments.of(
            FitConfig.byName("seed"),
            "12b7a3299167dd0824c4b0314281d34f47ecc8baf3f8513196fed9be46292ccc",
            "recipe=seed,windows=1,numLayers=5,hiddenFeatures=256,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Omega0(omega0=30.0),"
                + "hiddenOmega0=30.0,finalInit=SEED,optimiser=ADAM,"
                + "rates=Uniform(rate=1.0E-4),schedule=Constant(),batchFrames=0,density=1,"
                + "between=SINC,loss=mse,normalisation=NONE,budget=Steps(steps=1000),"
                + "randomSeed=1"),
        Arguments.of(
            FitConfig.paper(),
            "352fa90351bdff7f4648719d803437312b5cefa99754a7023cfa854a0fb44407",
            "recipe=paper,windows=1,numLayers=4,hiddenFeatures=256,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Omega0(omega0=3000.0),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=ADAM,"
                + "rates=Uniform(rate=1.0E-4),schedule=Constant(),batchFrames=0,density=1,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=Steps(steps=9001),"
                + "randomSeed=1"),
        Arguments.of(
            BASE.withWindows(w -> w.withCount(4))
                .withNetwork(
                    n ->
                        n.withNumLayers(3)
                            .withHiddenFeatures(24)
                            .withHiddenOmega0(31.5)
                            .withFirstFrequency(new Frequency.Hertz(440))),
            "46682b98a2d1e79075d588bdb0d96e4b34879c62eefab9d328e6925559c00aa6",
            "recipe=balanced,windows=4,numLayers=3,hiddenFeatures=24,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Hertz(hertz=440.0),"
                + "hiddenOmega0=31.5,finalInit=PAPER,optimiser=AUTO,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=-1,density=0,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=Auto(),randomSeed=1"),
        Arguments.of(
            BASE.withNetwork(n -> n.withParameters(100_000))
                .withWindows(w -> w.withMinSeconds(0.25))
                .withTarget(t -> t.withOversampling(2).withBetween(InterpolationTarget.WIENER))
                .withBudget(new Budget.Seconds(20)),
            "49d264073046e7dad9c630eb6f0dd7d4e8259a010c91b296711ebce7dc7e01ed",
            "recipe=balanced,windows=0,numLayers=0,hiddenFeatures=0,"
                + "parameters=100000,minWindowSeconds=0.25,targetDb=46.0,"
                + "firstFrequency=Auto(),hiddenOmega0=30.0,finalInit=PAPER,optimiser=AUTO,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=-1,density=2,"
                + "between=WIENER,loss=mse,normalisation=PEAK,budget=Seconds(seconds=20.0),"
                + "randomSeed=1"),
        Arguments.of(
            BASE.withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
                .withTarget(t -> t.withLoss("hybrid"))
                .withTraining(t -> t.withBatch(new BatchSize.Points(512)))
                .withBudget(new Budget.Steps(600)),
            "6520d5dbb0e623cae5b444436a98c5ef6b0d5c7061bcfee7b988bf1a4082c0aa",
            "recipe=balanced,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=MUON,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=512,density=0,"
                + "between=SINC,loss=hybrid,normalisation=PEAK,budget=Steps(steps=600),"
                + "randomSeed=1"),
        Arguments.of(
            BASE.withTraining(
                    t ->
                        t.withOptimiser(OptimiserKind.ADAM)
                            .withRates(BASE.training().rates().times(2))
                            .withSchedule(new Schedule.Cosine(0, 0.1)))
                .withTarget(t -> t.withNormalisation(Normalisation.RMS)),
            "65615ed9afec97ec0148c4311006a1c1101504a0d4c68e7bf44cedb7efda58aa",
            "recipe=balanced,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=46.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=PAPER,optimiser=ADAM,"
                + "rates=Effective(first=0.12,hidden=0.1,bias=0.06,last=0.006),"
                + "schedule=Cosine(warmup=0.0,floor=0.1),batchFrames=-1,density=0,"
                + "between=SINC,loss=mse,normalisation=RMS,budget=Auto(),randomSeed=1"),
        Arguments.of(
            BASE.withTraining(t -> t.withOptimiser(OptimiserKind.LM))
                .withBudget(new Budget.TargetSnr(36.2))
                .withTraining(t -> t.withBatch(new BatchSize.All()))
                .withNetwork(n -> n.withFinalInit(FinalInit.PYTORCH_DEFAULT))
                .withTraining(t -> t.withTargetDb(30)),
            "80c98a86c0f8e82024e21f61234e985f507c960884092a155ea891bb88e917d6",
            "recipe=balanced,windows=0,numLayers=0,hiddenFeatures=0,parameters=0,"
                + "minWindowSeconds=0.0,targetDb=30.0,firstFrequency=Auto(),"
                + "hiddenOmega0=30.0,finalInit=SEED,optimiser=LM,"
                + "rates=Effective(first=0.06,hidden=0.05,bias=0.03,last=0.003),"
                + "schedule=Cosine(warmup=0.02,floor=0.01),batchFrames=0,density=0,"
                + "between=SINC,loss=mse,normalisation=PEAK,budget=TargetSnr(db=36.2),"
                + "randomSeed=1"));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void modelNamesAreThoseOfTheFirstVersion(FitConfig config, String name, String text) {
    CorpusRecipe recipe = new CorpusRecipe(config);
    assertThat(recipe.text()).isEqualTo("siren-corpus-1:FitConfig(" + text + ")");
    assertThat(recipe.modelName(INPUT)).isEqualTo(name);
  }

  private sealed interface Shape {
    record Plain() implements Shape {}

    record Wide(int width) implements Shape {}
  }

  private record Inner(int old, Shape shape) {}

  private record Outer(String name, Inner inner, boolean added) {}

  @Test
  void addedOptionsAreWrittenOnlyIfNotTheDefault() {
    Set<String> known = Set.of("name", "inner.old");
    Outer standard = new Outer("a", new Inner(1, new Shape.Plain()), false);
    assertThat(
            RecipeText.additions(
                "", new Outer("b", new Inner(2, new Shape.Plain()), false), standard, known))
        .isEmpty();
    assertThat(
            RecipeText.additions(
                "", new Outer("a", new Inner(1, new Shape.Wide(7)), true), standard, known))
        .containsExactly("inner.shape=Wide(width=7)", "added=true");
  }
}
