package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without this, a build that ignored the width would test one width four times. */
@Tag("kernel")
class VectorWidthTest {
  @Test
  void theRequestedWidthIsUsed() {
    int asked = Integer.getInteger(Kernels.VECTOR_BITS, -1);
    int running = Kernels.best().vectorBits();
    if (asked >= 0) {
      assertThat(running).isEqualTo(asked);
    } else {
      assertThat(running).as("the tests run with the vector module").isPositive();
    }
  }
}
