package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's strings and options as Java's. */
final class Ffmpeg {

  private static final int LONGEST_ERROR = 256;

  private Ffmpeg() {}

  /** What an error code means. */
  static String error(int code) {
    try (BytePointer text = new BytePointer(LONGEST_ERROR)) {
      av_strerror(code, text, LONGEST_ERROR);
      // Up to its end by C, not by the size of what holds it.
      return text.limit(0).getString();
    }
  }

  /** The bytes of a name, each a character, as C wants it. */
  static BytePointer name(String bytes) {
    return new BytePointer((bytes + '\0').getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Options by name. */
  static AVDictionary options(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
    return dictionary;
  }

  /** Throws where a call that needs memory got none, which is all that can go wrong with it. */
  static void require(int code, String what) throws RefusedException {
    if (code < 0) {
      throw new RefusedException(Reply.BAD, what + " (" + error(code) + ")");
    }
  }
}
