package org.sirenaudio.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HyperparametersUsageTest {
  @Test
  void helpAndNonsense() {
    assertThat(Main.run("hyperparameters", "--help")).isZero();
    assertThat(Main.run("hyperparameters", "--fast")).isEqualTo(2);
  }
}
