package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final ManifestRow FITTED =
      new ManifestRow(
          "a \"b\"\n/ü 🎵.wav",
          "00ff",
          1.5,
          44100.0,
          2L,
          "models/x",
          1234L,
          30L,
          0.25,
          31.5,
          0.5,
          ManifestRow.OK,
          null);

  /** One without any error, which JSON has no number for. */
  private static final ManifestRow EXACT =
      new ManifestRow(
          "e.wav",
          "00ff",
          1.5,
          44100.0,
          1L,
          "models/e",
          1L,
          1L,
          null,
          Double.POSITIVE_INFINITY,
          0.0,
          ManifestRow.OK,
          null);

  private static final ManifestRow FAILED = ManifestRow.failed("b.wav", null, "b.wav: is\nempty");

  @TempDir private Path folder;

  @Test
  void rowsAreReadBack() throws IOException {
    long first;
    try (Journal journal = Journal.open(folder)) {
      first = journal.append(FITTED);
      assertThat(journal.read(first)).isEqualTo(FITTED);
      assertThat(journal.read(journal.append(FAILED))).isEqualTo(FAILED);
      assertThat(journal.read(journal.append(EXACT))).isEqualTo(EXACT);
    }
    try (Journal journal = Journal.open(folder)) {
      assertThat(journal.find(FITTED.path())).isEqualTo(first);
      assertThat(journal.read(journal.find("b.wav"))).isEqualTo(FAILED);
      assertThat(journal.find("c.wav")).isNegative();
    }
    assertThat(FAILED.error()).isEqualTo("b.wav: is empty");
  }

  @Test
  void theLatestRowOfAPathCounts() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      journal.append(ManifestRow.failed("b.wav", null, "first"));
      journal.append(FAILED);
    }
    try (Journal journal = Journal.open(folder)) {
      assertThat(journal.read(journal.find("b.wav"))).isEqualTo(FAILED);
    }
  }

  @Test
  void aTruncatedRowIsRemoved() throws IOException {
    long second;
    try (Journal journal = Journal.open(folder)) {
      journal.append(FAILED);
      second = journal.append(FITTED);
    }
    Path file = folder.resolve(Journal.NAME);
    byte[] whole = Files.readAllBytes(file);
    for (int length = (int) second; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Journal journal = Journal.open(folder)) {
        assertThat(Files.size(file)).isEqualTo(second);
        assertThat(journal.find(FITTED.path())).isNegative();
        assertThat(journal.append(FITTED)).isEqualTo(second);
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void malformedRowsAreSkipped() throws IOException {
    Files.writeString(folder.resolve(Journal.NAME), "{}\nnonsense\n{\"path\":3}\n[1]\n\n");
    try (Journal journal = Journal.open(folder)) {
      long begin = journal.append(FITTED);
      assertThat(journal.read(begin)).isEqualTo(FITTED);
      assertThat(journal.find(FITTED.path())).isEqualTo(begin);
    }
  }

  @Test
  void anUnchangedRowIsFoundWhateverItsTime() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      long begin = journal.append(FITTED);
      assertThat(journal.findUnchanged(FITTED.withFitSeconds(null))).isEqualTo(begin);
      assertThat(journal.findUnchanged(FAILED)).isNull();
      journal.append(ManifestRow.failed(FITTED.path(), "00ff", "no more"));
      assertThat(journal.findUnchanged(FITTED.withFitSeconds(null))).isNull();
    }
  }

  @Test
  void onlyOneJournalIsOpenAtATime() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      assertThatThrownBy(() -> Journal.open(folder)).isInstanceOf(Journal.BusyException.class);
      assertThat(journal.append(FAILED)).isZero();
    }
  }
}
