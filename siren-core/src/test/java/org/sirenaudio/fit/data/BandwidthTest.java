package org.sirenaudio.fit.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandwidthTest {

  @Test
  void theBandIsWhereTheEnergyLies() {
    float[] values = new float[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.sin(2 * Math.PI * 0.1 * i) + 0.3 * Math.sin(2 * Math.PI * 0.2 * i));
    }
    assertThat(Bandwidth.of(values, 1, 0.5)).isBetween(0.095, 0.11);
    assertThat(Bandwidth.of(values, 1, 0.99)).isBetween(0.195, 0.21);
    assertThat(Bandwidth.of(values, 2, 0.5)).isBetween(0.19, 0.22);
    assertThat(Bandwidth.of(new float[] {1}, 1, 0.9)).isEqualTo(0.5);
    assertThat(Bandwidth.of(new float[9], 1, 0.9)).isBetween(0.0, 0.5);
  }
}
