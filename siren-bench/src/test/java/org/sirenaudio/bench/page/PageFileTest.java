package org.sirenaudio.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {

  @Test
  void aPageAndItsPictureAreWrittenAtomically(@TempDir Path folder) throws IOException {
    PageFile page = new PageFile(folder.resolve("page.md").toString());
    page.requireWritable();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    page.write("text");
    page.writeBeside("picture.png", new byte[] {1});
    assertThat(folder.resolve("page.md")).hasContent("text");
    assertThat(folder.resolve("picture.png")).hasBinaryContent(new byte[] {1});
  }
}
