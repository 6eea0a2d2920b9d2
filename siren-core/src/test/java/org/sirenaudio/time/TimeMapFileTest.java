package org.sirenaudio.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.error.BadDataException;

class TimeMapFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("map.csv"), text);
  }

  @Test
  void headersCommentsAndExtraColumnsAreSkipped() throws IOException {
    TimeMap map =
        TimeMapFile.read(file("outputSeconds,modelSeconds,x\n# made\n0, 1,9\r\n\n2 ,5\n"));
    assertThat(map.at(0)).isEqualTo(1);
    assertThat(map.at(1)).isEqualTo(3);
    assertThat(map.at(4)).isEqualTo(9);
  }

  @Test
  void mapsOfManyPointsAreRead() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(i).append(',').append(2 * i).append('\n');
    }
    assertThat(TimeMapFile.read(file(text.toString())).at(999)).isEqualTo(1998);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|two points",
        "0,0|two points",
        "0,0;1|line 2",
        "0,0;1,x|line 2: \"x\"",
        "0,0;1,NaN|line 2",
        "0,0;1,Infinity|line 2",
        "0,0;1,1;1,2|line 3",
        "a,b;0,0;1,2;2,1.5|line 4",
        "0,0;a,b|line 2",
        "0;0;1|line 1"
      })
  void malformedLinesAreReportedWithTheirNumber(String text, String what) throws IOException {
    Path file = file(text.replace(';', '\n'));
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> TimeMapFile.read(file))
        .withMessageContaining(what)
        .withMessageStartingWith(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void binaryFilesAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("b.csv"), new byte[] {'0', ',', (byte) 0xff, 0, '\n'});
    assertThatExceptionOfType(BadDataException.class).isThrownBy(() -> TimeMapFile.read(file));
  }
}
