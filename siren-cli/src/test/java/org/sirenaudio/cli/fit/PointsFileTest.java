package org.sirenaudio.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;

/** Separators, decimal commas, units and names of CSV files: each right, or one clear line. */
class PointsFileTest {
  @TempDir private Path folder;

  /** Lines are parted by |, tabs written as ~. */
  private PointsFile read(String text) throws IOException {
    String lines = text.replace('|', '\n').replace('~', '\t');
    return PointsFile.read(Files.writeString(folder.resolve("p.csv"), lines));
  }

  /** One channel: 0.01 at half a second, −0.25 at 1.5 s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5,0.01|1.5,-0.25",
        "0,5;0,01|1,5;-0,25",
        "0,5;0,01|1,5;-,25",
        "0.5;0.01|1.5;-0.25",
        "0,5~0,01|1,5~-0,25",
        "0.5~0.01|1.5~-.25",
        "0.5 0.01|1.5 -0.25",
        "0,5 0,01|1,5   -0,25",
        "0.5, 0.01|1.5, -0.25",
        " 0,5 ; 0,01 | 1,5 ; -0,25 ",
        "\"0,5\",\"0,01\"|\"1,5\",\"-0,25\"",
        "\"0.5\",\"0.01\"|\"1.5\",\"-0.25\"",
        "\uFEFF0,5;0,01|1,5;-0,25",
        "\uFEFFtime,value|0.5,0.01|1.5,-0.25",
        "\uFEFFZeit;Wert|0,5;0,01|1,5;-0,25",
        "sep=;|0,5;0,01|1,5;-0,25",
        "sep=,|time,value|0.5,0.01|1.5,-0.25",
        "# made by hand|t,v|0.5,0.01||1.5,-0.25",
        "5e-1,1e-2|15E-1,-2.5e-1",
        "5e-1;1e-2|1,5;-25e-2",
        "time (s),value|0.5,0.01|1.5,-0.25",
        "time/ms;value|500;0,01|1500;-0,25",
        "t [ms]~v|500.0~0.01|1500~-0.25",
        "timeMs,value|500,0.01|1500,-0.25",
        "time_us,value|500000,0.01|1500000,-0.25",
        "t (\u00B5s),value|500000,0.01|1500000,-0.25",
        "nanoseconds value|5e8 0.01|15e8 -0.25",
        "t min;v|0,00833333333333333333;0,01|0,025;-0,25"
      })
  void everySeparatorGivesTheSamePoints(String text) throws IOException {
    PointsFile points = read(text);
    assertThat(points.seconds()).hasSize(2);
    assertThat(points.seconds()[0]).isCloseTo(0.5, offset(1e-12));
    assertThat(points.seconds()[1]).isCloseTo(1.5, offset(1e-12));
    assertThat(points.values()).isDeepEqualTo(new float[][] {{0.01f, -0.25f}});
  }

  @Test
  void decimalCommasAreToldFromSeparators() throws IOException {
    assertThat(read("0;0,5").values()).isDeepEqualTo(new float[][] {{0.5f}});
    assertThat(read("0,5;0,01").values()).isDeepEqualTo(new float[][] {{0.01f}});
    assertThat(read("0,5;0,01;-1,5").values()).isDeepEqualTo(new float[][] {{0.01f}, {-1.5f}});
    assertThat(read("0.0,0.5,-1").values()).isDeepEqualTo(new float[][] {{0.5f}, {-1}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        "0,5,0,01 = line 1: '01' may be the decimals of a comma",
        "0,0,0,5|0,1,0,7 = its commas are ambiguous",
        "0,5|1,7 = its commas are ambiguous",
        "0.5,0,5|0.6,0,7 = its commas are ambiguous",
        "0,5;0.01 = line 1: '0.01': the file mixes decimal commas and decimal points",
        "0.5;0.1|0,6;0.2 = line 2: '0,6': the file mixes decimal commas and decimal points",
        "0;1.234,5 = '1.234,5' is not a number",
        "0;1,234,5 = '1,234,5' is not a number",
        "0.5,0.1,|0.6,0.2, = line 1: has an empty cell",
        "O.5,0.1|0.6,0.2 = line 1: 'O.5' is not a number",
        "time,value|s,V|0.5,0.1 = line 2: 's' is not a number",
        "t,l,r|0.5,0.1 = line 2: has 2 columns but the header has 3",
        "value,time|0.1,0.5 = line 1: 'time' must be the first column",
        "time,level dBFS|0.1,-20.0 = line 1: 'level dBFS' is in decibels",
        "sample,value|0,0.5|1,0.6 = line 1: 'sample' is a count; give times in seconds",
        "0.5s,0.1|0.6s,0.2 = line 1: '0.5s' is not a number",
        "0.5,0x1p3 = line 1: '0x1p3' is not a number",
        "0.5,1f = line 1: '1f' is not a number",
        "0.5,-inf = line 1: the value is -inf",
        "0.5 = line 1: has 1 columns"
      })
  void ambiguousLinesAreRefused(String text, String complaint) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(complaint)
        .message()
        .startsWith(folder.resolve("p.csv") + ": ")
        .hasLineCount(1);
  }

  @Test
  void otherEncodingsAreReported() throws IOException {
    Path path = folder.resolve("p.csv");
    for (byte[] bytes :
        new byte[][] {
          "0.5,0.1\n".getBytes(StandardCharsets.UTF_16), {'t', (byte) 0xB5, 's', ',', 'v', '\n'}
        }) {
      Files.write(path, bytes);
      assertThatThrownBy(() -> PointsFile.read(path))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("is not UTF-8 text");
    }
  }

  @Test
  void valuesFarBeyondFullScaleAreReported() throws IOException {
    assertThat(read("0.5,0.5|0.6,-7.5").remark()).isEmpty();
    assertThat(read("0.5,0.5|0.6,-32093").remark())
        .isEqualTo("its values reach 32093.0, where \u00B11 is full scale");
  }

  @Test
  void randomTextGivesPointsOrAOneLineError() throws IOException {
    Random random = new Random(4);
    String letters = "0123456789.,;|~ -e\"sn#";
    int read = 0;
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int k = 2 + random.nextInt(14); k > 0; k--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        PointsFile points = read(text.toString());
        assertThat(points.seconds()[0]).isNotNegative();
        read++;
      } catch (BadDataException e) {
        assertThat(e.getMessage()).hasLineCount(1);
      }
    }
    assertThat(read).isPositive();
  }
}
