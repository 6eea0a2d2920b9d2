package org.sirenaudio.corpus;

import java.util.Locale;
import java.util.Set;

/**
 * A sound file of a corpus.
 *
 * @param path below the corpus's folder, with {@code /} between names
 * @param bytes its length
 */
public record Recording(String path, long bytes) {

  /**
   * Endings of sound files. Those that cannot be read belong to them: a corpus of FLAC files shall
   * fail loudly and not be found empty.
   */
  private static final Set<String> ENDINGS =
      Set.of(
          "wav", "wave", "bwf", "rf64", "aif", "aiff", "aifc", "au", "snd", "flac", "mp3", "ogg",
          "oga", "opus", "m4a", "aac", "caf", "w64", "wma");

  /** Whether a file of that name is one by its ending; hidden files are not. */
  public static boolean isNamedSo(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0
        && fileName.charAt(0) != '.'
        && ENDINGS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
