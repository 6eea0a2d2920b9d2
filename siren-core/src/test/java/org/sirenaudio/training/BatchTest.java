package org.sirenaudio.training;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;

class BatchTest {

  @Test
  void anEmptyBatchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(Batch::of)
        .withMessageContaining("at least one");
  }

  @Test
  void clipsOfDifferentLengthAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of(clip(3), clip(4)))
        .withMessageContaining("clip 1");
  }

  private static Clip clip(int frames) {
    return Clip.of(8000, new float[1][frames]);
  }
}
