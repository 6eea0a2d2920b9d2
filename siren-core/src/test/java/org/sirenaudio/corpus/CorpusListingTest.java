package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.error.BadDataException;

class CorpusListingTest {
  @TempDir private Path folder;

  private void file(String path, int bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
  }

  @Test
  void soundFilesOfAllFoldersAreListedLargestFirst() throws IOException {
    file("b.wav", 10);
    file("a.WAV", 10);
    file("deep/er/long.aiff", 3000);
    file("deep/short.flac", 1);
    file("notes.txt", 5);
    file("wav", 5);
    file(".hidden.wav", 5);
    file("._b.wav", 5);
    CorpusListing listing = CorpusListing.of(folder);
    assertThat(listing.recordings())
        .containsExactly(
            new Recording("deep/er/long.aiff", 3000),
            new Recording("a.WAV", 10),
            new Recording("b.wav", 10),
            new Recording("deep/short.flac", 1));
    assertThat(listing.problems()).isEmpty();
  }

  @Test
  void linksAreFollowedAndCyclesReported() throws IOException {
    file("in/a.wav", 1);
    file("elsewhere/b.wav", 2);
    Files.createSymbolicLink(folder.resolve("in/linked"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("in/circle"), folder.resolve("in"));
    Files.createSymbolicLink(folder.resolve("in/gone.wav"), folder.resolve("nowhere.wav"));
    CorpusListing listing = CorpusListing.of(folder.resolve("in"));
    assertThat(listing.recordings())
        .containsExactly(new Recording("linked/b.wav", 2), new Recording("a.wav", 1));
    assertThat(listing.problems())
        .containsExactlyInAnyOrder(
            new CorpusListing.Problem(
                "circle",
                "circle: is a symbolic link to one of its own parent folders; not followed"),
            new CorpusListing.Problem("gone.wav", "gone.wav: is a broken symbolic link"));
  }

  @Test
  void anUndecodableNameIsReported() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no sh");
    file("in/b.wav", 1);
    String touch = "for e in 351 352; do : > \"$(printf \"in/x\\\\$e.wav\")\"; done";
    assumeTrue(
        new ProcessBuilder("/bin/sh", "-c", touch).directory(folder.toFile()).start().waitFor()
            == 0,
        "the file system takes only text");
    CorpusListing listing = CorpusListing.of(folder.resolve("in"));
    assertThat(listing.recordings()).containsExactly(new Recording("b.wav", 1));
    assertThat(listing.problems())
        .hasSize(2)
        .allMatch(
            problem ->
                problem.line().contains("its name cannot be decoded in this locale; rename it"));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aPipeIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe.wav");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo");
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();
    file("a.wav", 1);
    assertThat(CorpusListing.of(folder).problems())
        .containsExactly(
            new CorpusListing.Problem("pipe.wav", "pipe.wav: is a pipe or a device, not a file"));
  }

  @Test
  void missingAndEmptyFoldersAreReported() throws IOException {
    assertThatThrownBy(() -> CorpusListing.of(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> CorpusListing.of(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("contains no sound files");
    file("a.wav", 1);
    assertThatThrownBy(() -> CorpusListing.of(folder.resolve("a.wav")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void unreadableFoldersAreReported() throws IOException {
    file("a.wav", 1);
    file("closed/b.wav", 1);
    Path closed = folder.resolve("closed");
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      assumeFalse(Files.isReadable(closed), "this user may read everything");
      assertThat(CorpusListing.of(folder).problems())
          .containsExactly(new CorpusListing.Problem("closed", "closed: permission denied"));
      assertThatThrownBy(() -> CorpusListing.of(closed)).isInstanceOf(AccessDeniedException.class);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
