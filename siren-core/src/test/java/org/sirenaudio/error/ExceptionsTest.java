package org.sirenaudio.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExceptionsTest {

  @Test
  void badDataSaysWhetherSalvagingOrACodecHelps() {
    BadDataException plain = new BadDataException("bad");
    assertThat(plain.isSalvageable()).isFalse();
    assertThat(plain.isForeign()).isFalse();
    assertThat(BadDataException.salvageable("cut").isSalvageable()).isTrue();
    assertThat(BadDataException.salvageable("cut").isForeign()).isFalse();
    assertThat(BadDataException.foreign("mp3").isForeign()).isTrue();
    assertThat(BadDataException.foreign("mp3").isSalvageable()).isFalse();
  }

  @Test
  void aFitThatLearnedNothingMayBeKept() {
    FitException nothing = FitException.learnedNothing("no better than silence");
    assertThat(nothing.keepable()).isTrue();
    FitException longer = nothing.with("; try more steps");
    assertThat(longer).hasMessage("no better than silence; try more steps").hasCause(nothing);
    assertThat(longer.keepable()).isTrue();
    assertThat(new FitException("none").keepable()).isFalse();
  }

  @Test
  void anErrorOfAFileIsAnInterruptionIfTheThreadIsInterrupted() {
    IOException error = new IOException("closed");
    assertThat(InterruptedWorkException.or(error)).isSameAs(error);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> InterruptedWorkException.or(error))
          .isInstanceOf(InterruptedWorkException.class)
          .hasCause(error);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
