package org.sirenaudio.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aFileAppearsWhenItIsComplete() throws IOException {
    Path path = folder.resolve("a");
    try (AtomicFile file = AtomicFile.create(path, false)) {
      file.stream().write("text".getBytes(UTF_8));
      assertThat(path).doesNotExist();
      file.commit();
      assertThat(path).hasContent("text");
      assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(path).hasContent("text");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void withoutCommitNothingIsLeft() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "old");
    try (AtomicFile file = AtomicFile.create(path, true)) {
      file.stream().write(1);
    }
    assertThat(path).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void anExistingFileIsKeptUnlessAsked() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "old");
    assertThatThrownBy(() -> AtomicFile.create(path, false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(path.toString());
    assertThat(names()).containsExactly("a");
    try (AtomicFile file = AtomicFile.create(path, true)) {
      file.stream().write("new".getBytes(UTF_8));
      file.commit();
    }
    assertThat(path).hasContent("new");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aFileThatAppearsMeanwhileIsKept() throws IOException {
    Path path = folder.resolve("a");
    try (AtomicFile file = AtomicFile.create(path, false)) {
      file.stream().write(1);
      Files.writeString(path, "another's");
      assertThatThrownBy(file::commit)
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessage(path.toString());
    }
    assertThat(path).hasContent("another's");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aLinkIsFollowedAndKept() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), path.getFileName());
    try (AtomicFile file = AtomicFile.create(link, true)) {
      file.stream().write("new".getBytes(UTF_8));
      file.commit();
    }
    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(names()).containsExactly("a", "link");
  }

  @Test
  void errorsNameTheRequestedPath() throws IOException {
    Path path = folder.resolve("none").resolve("a");
    assertThatThrownBy(() -> AtomicFile.create(path, false))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path + ": no such folder");
    assertThatThrownBy(() -> AtomicFile.create(folder, true))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": is a folder; name a file in it");
    assertThat(names()).isEmpty();
  }

  @Test
  void theLongestFileNameWorks() throws IOException {
    Path path = folder.resolve("n".repeat(255));
    try (AtomicFile file = AtomicFile.create(path, false)) {
      file.commit();
    }
    assertThat(path).isEmptyFile();
  }

  @Test
  void aDeviceIsWrittenDirectly() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no such device");
    try (AtomicFile file = AtomicFile.create(device, false)) {
      file.stream().write(new byte[100]);
      file.commit();
    }
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void bytesAreWrittenAtOnce() throws IOException {
    Path path = folder.resolve("a");
    AtomicFile.write(path, new byte[] {1, 2}, false);
    assertThat(path).hasBinaryContent(new byte[] {1, 2});
    assertThatThrownBy(() -> AtomicFile.write(path, new byte[1], false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aLibraryMayOpenTheTemporaryFileItself() throws IOException {
    Path path = folder.resolve("a");
    try (AtomicFile file = AtomicFile.create(path, false)) {
      Files.writeString(file.path(), "text");
      assertThat(path).doesNotExist();
      file.commit();
    }
    assertThat(path).hasContent("text");
  }

  @Test
  void partialFilesOfKilledProcessesAreDeleted() throws IOException {
    Instant now = Instant.parse("2025-01-01T00:00:00Z");
    for (String name : List.of(".siren-old.tmp", "old.tmp", ".siren-now.tmp", ".siren-new.tmp")) {
      Path file = Files.createFile(folder.resolve(name));
      long seconds = name.contains("old") ? -1 : name.contains("now") ? 0 : 1;
      Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(seconds)));
    }
    AtomicFile.deleteLeftovers(folder, now);
    assertThat(names()).containsExactly(".siren-new.tmp", ".siren-now.tmp", "old.tmp");
    AtomicFile.deleteLeftovers(folder.resolve("none"), now);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
