package org.sirenaudio.corpus;

import java.util.Locale;
import java.util.Set;

/**
 * A sound file of a corpus.
 *
 * @param path relative to the input folder, with {@code /} as separator
 * @param bytes its length
 */
public record Recording(String path, long bytes) {

  /**
   * Extensions of sound and video files, including formats that need a codec: without it, a corpus
   * of FLAC files must fail with an error rather than appear empty.
   */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "bwf", "rf64", "aif", "aiff", "aifc", "au", "snd", "flac", "mp3", "ogg",
          "oga", "opus", "m4a", "aac", "caf", "w64", "wma", "wv", "tta", "ape", "voc", "ac3", "amr",
          "mka", "mp4", "m4v", "mov", "mkv", "webm", "avi");

  /** Whether a file's extension is one of them; hidden files do not count. */
  public static boolean hasAudioExtension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0
        && fileName.charAt(0) != '.'
        && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
