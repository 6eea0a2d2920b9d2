package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.CsvManifest;

/** A folder with a manifest, as a table. */
class CorpusTest {

  @Test
  void onlyRowsWithFilesCanBeOpened(@TempDir Path folder) throws Exception {
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.createDirectories(given.resolve("in"));
    Path out = Files.createDirectories(given.resolve("out/models"));
    Files.write(given.resolve("in/a.wav"), Tones.wav(1));
    Files.writeString(out.resolve("one.safetensors"), "not looked into");
    new CsvManifest()
        .write(
            given.resolve("out/manifest.csv"),
            sink -> {
              sink.accept(
                  new ManifestRow(
                      "a.wav",
                      "00",
                      0.5,
                      8000.0,
                      1L,
                      "models/one.safetensors",
                      40L,
                      3L,
                      0.1,
                      Double.POSITIVE_INFINITY,
                      1.0,
                      ManifestRow.OK,
                      null));
              sink.accept(ManifestRow.failed("b.wav", null, "is empty"));
            });
    try (Studio studio =
            Studio.start(new StudioConfig(Optional.of(given), folder.resolve("data"), 0, 1 << 20));
        StudioClient page = new StudioClient(studio)) {
      String library = page.get("/api/library").body();
      String corpus = id(library, "\"kind\":\"corpus\"");
      String table = page.get("/api/corpora/" + corpus).body();
      assertThat(table)
          .contains("\"path\":\"a.wav\"", "\"status\":\"failed\"", "\"error\":\"is empty\"")
          .contains("\"modelId\":\"" + id(library, "one.safetensors"))
          .contains("\"recordingId\":\"" + id(library, "in/a.wav"))
          .contains("\"snr_db\":null", "\"notShown\":0")
          .doesNotContain(folder.toString());
      assertThat(page.get("/api/corpora/0123456789abcdef").statusCode()).isEqualTo(404);
      Files.writeString(given.resolve("out/manifest.csv"), "no,manifest\n1,2\n");
      assertThat(page.get("/api/corpora/" + corpus).statusCode()).isEqualTo(400);
    }
  }

  /** The id of the item whose entry holds some text. */
  private static String id(String library, String text) {
    for (String entry : library.split("\\{", -1)) {
      if (entry.contains(text)) {
        int at = entry.indexOf("\"id\":\"") + "\"id\":\"".length();
        return entry.substring(at, at + 16);
      }
    }
    throw new AssertionError(text + " is not in " + library);
  }
}
