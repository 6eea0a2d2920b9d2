package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.FourierKan;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

class GrowthTest {
  @TempDir Path folder;

  private static ClipModel model(int width) {
    NetworkSpec spec = NetworkSpec.of(new FourierKan(5), width, 3);
    return ClipModel.of(
        8000, 4000, 1, List.of(new Segment(0, 4000, Network.create(spec, 1))), Map.of());
  }

  @Test
  void growthOfAFinishedFitIsReadFromItsFile() throws Exception {
    Path file = folder.resolve("growth.csv");
    Growth growth = new Growth(file);
    growth.look(model(4), 0.5);
    growth.look(model(6), 1.5);
    growth.rest();
    assertThat(new Growth(file).of(0)).isEqualTo(growth.of(0));
    assertThat(growth.of(0)).extracting(List::getFirst).containsExactly(0.5, 1.5);
    // Resumed: what was known is no change; a line truncated by a crash is skipped.
    growth.look(model(6), 2.5);
    growth.look(model(8), 3.5);
    growth.rest();
    Files.writeString(file, "0,9.5,1", StandardOpenOption.APPEND);
    assertThat(new Growth(file).of(0)).extracting(List::getFirst).containsExactly(0.5, 1.5, 3.5);
    assertThat(growth.of(7)).isEmpty();
  }
}
