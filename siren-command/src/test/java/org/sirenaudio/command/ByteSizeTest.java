package org.sirenaudio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"5000,5000", "200kB,200000", "1.5 MB,1500000", "64KiB,65536", "2MiB,2097152"})
  void sizesWithUnitsAreParsed(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-3kB", "kB", "1e3", "5 parsecs", "0.2"})
  void invalidSizesAreRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a size must be");
  }

  @Test
  void sizesArePrintedWithUnits() {
    assertThat(ByteSize.text(999)).isEqualTo("999 bytes");
    assertThat(ByteSize.text(5_250)).isEqualTo("5.3 kB");
    assertThat(ByteSize.text(197_736)).isEqualTo("198 kB");
    assertThat(ByteSize.text(1_900_000)).isEqualTo("1.9 MB");
  }
}
