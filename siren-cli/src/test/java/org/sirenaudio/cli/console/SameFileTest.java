package org.sirenaudio.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameFileTest {
  @TempDir private Path folder;

  @Test
  void linksToOneFileAreTheSameFile() throws IOException {
    Path one = Files.createFile(folder.resolve("one"));
    Path other = Files.createFile(folder.resolve("other"));
    Path hard = Files.createLink(folder.resolve("hard"), one);
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
    assertThat(SameFile.is(one, other)).isFalse();
    assertThat(SameFile.is(one, hard)).isTrue();
    assertThat(SameFile.is(one, linked.resolve("one"))).isTrue();
    assertThat(SameFile.is(one, folder.resolve("none"))).isFalse();
    assertThat(SameFile.may(one, other)).isFalse();
    assertThat(SameFile.may(one, hard)).isTrue();
    assertThat(SameFile.may(folder.resolve("new.wav"), folder.resolve("NEW.wav"))).isTrue();
    assertThat(SameFile.may(folder.resolve("n\u00E9"), folder.resolve("ne\u0301"))).isTrue();
    assertThat(SameFile.may(folder.resolve("new"), linked.resolve("new"))).isTrue();
    assertThat(SameFile.may(folder.resolve("new"), folder.resolve("newer"))).isFalse();
  }
}
