package org.sirenaudio.studio;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.sirenaudio.io.AtomicFile;

/**
 * A fit's persistent state, from which a restarted studio resumes it.
 *
 * @param recording id of the recording
 * @param name of the recording, for display
 * @param created milliseconds since 1970
 * @param words the form's values
 * @param state its state
 * @param error why it failed, else empty
 */
record FitRecord(
    String recording,
    String name,
    long created,
    Map<String, String> words,
    State state,
    String error) {
  private static final String FILE = "fit.properties";
  private static final String WORD = "fit.";

  /** The state of a fit. */
  enum State {
    /** Running, or queued. */
    RUNNING,
    /** Stopped by the user, resumable. */
    PAUSED,
    DONE,
    FAILED
  }

  FitRecord with(State next, String why) {
    return new FitRecord(recording, name, created, words, next, why);
  }

  void write(Path folder) throws IOException {
    Properties all = new Properties();
    all.setProperty("recording", recording);
    all.setProperty("name", name);
    all.setProperty("created", Long.toString(created));
    all.setProperty("state", state.name().toLowerCase(Locale.ROOT));
    all.setProperty("error", error);
    words.forEach((key, value) -> all.setProperty(WORD + key, value));
    StringWriter text = new StringWriter();
    all.store(text, null);
    AtomicFile.write(folder.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8), true);
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static FitRecord read(Path folder) throws IOException {
    Properties all = new Properties();
    all.load(new StringReader(Files.readString(folder.resolve(FILE))));
    Map<String, String> words = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(WORD)) {
        words.put(key.substring(WORD.length()), all.getProperty(key));
      }
    }
    return new FitRecord(
        all.getProperty("recording", ""),
        all.getProperty("name", ""),
        Long.parseLong(all.getProperty("created", "0")),
        words,
        State.valueOf(all.getProperty("state", "failed").toUpperCase(Locale.ROOT)),
        all.getProperty("error", ""));
  }
}
