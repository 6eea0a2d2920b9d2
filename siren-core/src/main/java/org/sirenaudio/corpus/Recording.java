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
   * Extensions of sound files and of videos, also of formats that only a codec reads: without it, a
   * corpus of FLAC files has to fail loudly and not be found empty.
   */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "bwf", "rf64", "aif", "aiff", "aifc", "au", "snd", "flac", "mp3", "ogg",
          "oga", "opus", "m4a", "aac", "caf", "w64", "wma", "wv", "tta", "ape", "voc", "ac3", "amr",
          "mka", "mp4", "m4v", "mov", "mkv", "webm", "avi");

  /** Whether a file is one by the extension of its name; hidden files are not. */
  public static boolean hasAudioExtension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0
        && fileName.charAt(0) != '.'
        && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
