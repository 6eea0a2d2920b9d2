package org.sirenaudio.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.InterpolationTarget;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Options become edits of a recipe; what is not given remains unchanged. */
class FitEditsTest {

  @Command(name = "test")
  private static final class Fit implements Runnable {
    @Mixin private FitOptions options = new FitOptions();

    @Override
    public void run() {}
  }

  private static FitOptions options(String... words) {
    Fit fit = new Fit();
    new CommandLine(fit).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return fit.options;
  }

  private static FitConfig config(String line) {
    return options(line.split(" ")).config();
  }

  @Test
  void withoutOptionsTheRecipeIsUnchanged() {
    assertThat(options().config()).isEqualTo(FitConfig.balanced());
    assertThat(config("--recipe paper")).isEqualTo(FitConfig.paper());
    assertThat(config("--quality fine")).isEqualTo(FitConfig.fine());
  }

  @ParameterizedTest
  @CsvSource({"seed, tutorial", "Tutorial, SEED", "draft, Draft"})
  void oldRecipeNamesAreSynonyms(String one, String other) {
    assertThat(config("--recipe " + one)).isEqualTo(config("--recipe " + other));
  }

  @ParameterizedTest
  @CsvSource({
    "--lr 0.001 --lr-scale 0.5, --lr-scale 0.5 --lr 0.001",
    "--recipe paper --hidden 8, --hidden 8 --recipe paper",
    "--batch 0 --optimiser adam, --optimiser adam --batch 0"
  })
  void theOrderOfOptionsDoesNotMatter(String one, String other) {
    assertThat(config(one)).isEqualTo(config(other));
  }

  @Test
  void theScaleMultipliesTheGivenRate() {
    FitConfig config = config("--lr-scale 0.5 --lr 0.001");
    assertThat(config.training().rates()).isEqualTo(new LearningRates.Uniform(0.0005));
    assertThat(config.training().optimiser()).isEqualTo(OptimiserKind.MUON);
    assertThat(config("--lr 0.001 --optimiser adam").training().optimiser())
        .isEqualTo(OptimiserKind.ADAM);
  }

  @Test
  void keptFramesAreFittedWithFineQualityByDefault() {
    FitConfig kept = options().ofKeptFrames();
    assertThat(kept.target().between()).isEqualTo(InterpolationTarget.WIENER);
    assertThat(kept.training().targetDb()).isEqualTo(FitConfig.fine().training().targetDb());
    FitConfig told = options("--between", "sinc", "--steps", "5").ofKeptFrames();
    assertThat(told.target().between()).isEqualTo(InterpolationTarget.SINC);
    assertThat(told.training().targetDb()).isEqualTo(FitConfig.balanced().training().targetDb());
    assertThat(told.budget()).isEqualTo(new Budget.Steps(5));
    assertThat(options("--quality", "balanced").ofKeptFrames().training().targetDb())
        .isEqualTo(FitConfig.balanced().training().targetDb());
  }

  @Test
  void aDeprecatedNameWorksAndIsReported() {
    Fit fit = new Fit();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandLine line = new CommandLine(fit).setCaseInsensitiveEnumValuesAllowed(true);
    OldNames.tell(
        line.parseArgs("--density", "3"), new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(fit.options.config()).isEqualTo(config("--oversampling 3"));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("siren: --density is now --oversampling%n".formatted());
    assertThat(line.getUsageMessage()).contains("--oversampling").doesNotContain("--density");
  }

  @Test
  void theHelpStatesDefaults() {
    assertThat(new CommandLine(new Fit()).getUsageMessage().replaceAll("\\s+", " "))
        .contains("(default: balanced)", "(default: mse)", "(default: 1)", "(default: 0)");
  }
}
