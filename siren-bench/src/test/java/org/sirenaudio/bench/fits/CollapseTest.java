package org.sirenaudio.bench.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sirenaudio.bench.page.Markdown;

class CollapseTest {

  @Test
  void everyTrialGetsARow() throws IOException {
    Markdown page = new Markdown();
    Collapse.write(Path.of("..", "examples", "speech.wav"), page);

    assertThat(page.toString().lines()).hasSize(2 + 3 * 5);
  }
}
