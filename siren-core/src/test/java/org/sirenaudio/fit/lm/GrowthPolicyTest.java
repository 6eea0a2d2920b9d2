package org.sirenaudio.fit.lm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

class GrowthPolicyTest {

  @Test
  void candidatesAreDrawnWhereParametersAreLimitedAndTimeSuffices() {
    FitConfig counted = FitConfig.balanced().withNetwork(n -> n.withParameters(1000));
    GrowthPolicy much = GrowthPolicy.of(counted, 100, 2);
    GrowthPolicy little = GrowthPolicy.of(FitConfig.balanced(), 100, 2);
    assertThat(much.bands().size()).isGreaterThan(1);
    assertThat(little.bands()).hasSize(1);
    assertThat(GrowthPolicy.of(counted.withBudget(new Budget.Seconds(1)), 100, 2))
        .isEqualTo(little);
    assertThat(GrowthPolicy.of(counted.withBudget(new Budget.Seconds(3)), 100, 2)).isEqualTo(much);
    assertThat(GrowthPolicy.of(counted.withBudget(new Budget.Steps(3)), 100, 2)).isEqualTo(much);
  }

  @Test
  void sinusoidsNeedNoCandidates() {
    FitConfig counted = FitConfig.balanced().withNetwork(n -> n.withParameters(1000));
    assertThat(GrowthPolicy.of(counted, 100, 1).bands()).isEmpty();
    assertThat(GrowthPolicy.of(FitConfig.balanced(), 100, 1).bands()).isEmpty();
  }
}
