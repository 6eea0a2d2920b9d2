package org.sirenaudio.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.bench.page.MeasuredTables;

class FiguresTest {

  @ParameterizedTest
  @ValueSource(strings = {"docs/rendering.md", "docs/missing-samples.md"})
  void onlyTheNamedTableOfAPageIsReplaced(String page) throws IOException {
    MeasuredTables tables = new MeasuredTables("../" + page);
    String before = tables.toString();
    String name = page.contains("rendering") ? "images" : "gaps";
    tables.put(name, List.of("a", "b"), List.of(List.of("1", "2")));
    String after = tables.toString();
    String mark = "<!-- measured: " + name + " -->\n";
    int at = before.indexOf(mark);
    assertThat(after)
        .startsWith(before.substring(0, at) + mark)
        .contains("| a   | b   |")
        .endsWith(before.substring(before.indexOf("\n\n", at)));
    assertThatThrownBy(() -> tables.put("none", List.of(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void figuresOfMethodsAreReadFromTheCommandsJson() {
    Methods methods =
        Methods.of(
            """
            {"parameters": 12, "snrDb": 1, "missing": [
              {"method": "Siren", "missingDb": 40.25, "snrDb": 50},
              {"method": "cubic spline", "missingDb": null, "snrDb": 30}]}
            """,
            "missingDb");
    assertThat(methods.parameters()).isEqualTo(12);
    assertThat(methods.of("Siren")).isEqualTo(40.25);
    assertThat(methods.of("cubic")).isNaN();
    assertThat(methods.of("windowed sinc")).isNaN();
  }

  @Test
  void aToneHasItsLevelAndNothingElse() {
    float[] tone = Tones.sampled(8000, 8000, Tones.one(1000)).channel(0);
    assertThat(Tones.level(tone, 8000, 1000, 100)).isCloseTo(0, within(1e-4));
    assertThat(Tones.level(tone, 8000, 1100, 100)).isLessThan(-140);
    assertThat(Tones.level(tone, 100)).isCloseTo(0, within(1e-2));
    assertThat(Tones.error(tone, 8000, Tones.one(1000), 100)).isLessThan(-140);
  }
}
