package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HangDetectorTest {

  private final HangDetector detector = new HangDetector();

  /** How many polls without output it takes, each after so much more CPU time; 1000 if none do. */
  private int pollsUntilHung(Duration computing) {
    Duration used = Duration.ZERO;
    for (int poll = 0; poll < 1000; poll++) {
      if (detector.hangs(1, used)) {
        return poll;
      }
      used = used.plus(computing);
    }
    return 1000;
  }

  @Test
  void sixSecondsOfComputingWithoutOutputAreAHang() {
    assertThat(pollsUntilHung(Duration.ofMillis(500))).isEqualTo(13);
  }

  @Test
  void aMinuteOfWaitingIsAHang() {
    assertThat(pollsUntilHung(Duration.ZERO)).isEqualTo(121);
  }

  @Test
  void aSlowProcessDoesNotHangWhileItComputes() {
    assertThat(pollsUntilHung(Duration.ofMillis(10))).isGreaterThan(500);
  }

  @Test
  void outputStartsTheCountAgain() {
    for (int output = 0; output < 500; output++) {
      assertThat(detector.hangs(output, Duration.ofSeconds(5L * output))).isFalse();
    }
  }
}
