package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitHistoryTest {

  @Test
  void historySurvivesARestartAndATruncatedLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    FitHistory history = new FitHistory(file);
    history.add(new FitHistory.Point(0.5, 12, Double.NaN, 0, 1));
    history.add(new FitHistory.Point(1.5, 20, 19, 300, 2));
    Files.writeString(file, "2.5,21,2", StandardOpenOption.APPEND);
    FitHistory again = new FitHistory(file);
    assertThat(again.values()).isEqualTo(history.values()).hasSize(2);
  }

  @Test
  void aFitResumedFromAnEarlierStepCutsTheCurveThere(@TempDir Path folder) throws IOException {
    FitHistory history = new FitHistory(folder.resolve("history.csv"));
    for (int i = 0; i < 10; i++) {
      history.add(new FitHistory.Point(i, i, i, i, i));
    }
    history.add(new FitHistory.Point(4.5, 30, 30, 30, 30));
    assertThat(history.values()).hasSize(6);
    assertThat(history.values().getLast()).isEqualTo(List.of(4.5, 30.0, 30.0, 30.0, 30.0));
  }

  @Test
  void aLongHistoryIsThinnedEvenly(@TempDir Path folder) throws IOException {
    FitHistory history = new FitHistory(folder.resolve("history.csv"));
    for (int i = 0; i < 5_000; i++) {
      history.add(new FitHistory.Point(i, i, i, i, i));
    }
    assertThat(history.values()).hasSizeBetween(1_000, 2_000);
    assertThat(history.values().getFirst()).first().isEqualTo(0.0);
    assertThat(history.values().getLast()).first().isEqualTo(4_999.0);
  }
}
