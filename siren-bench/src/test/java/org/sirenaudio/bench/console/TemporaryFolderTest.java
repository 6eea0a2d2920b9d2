package org.sirenaudio.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

  @Test
  void closingATemporaryFolderDeletesItsContents() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      path = folder.path();
      Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("file"), "text");
    }
    assertThat(path).doesNotExist();
  }
}
