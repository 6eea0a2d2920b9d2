package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Conversion of FFmpeg's strings and options. */
final class Ffmpeg {

  private static final int LONGEST_ERROR = 256;

  private Ffmpeg() {}

  /** The text of an error code. */
  static String error(int code) {
    try (BytePointer text = new BytePointer(LONGEST_ERROR)) {
      av_strerror(code, text, LONGEST_ERROR);
      // Up to the terminating zero, not the buffer's size.
      return text.limit(0).getString();
    }
  }

  /** The bytes of a name, one per character, as a C string. */
  static BytePointer name(String bytes) {
    return new BytePointer((bytes + '\0').getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Options by name. */
  static AVDictionary options(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
    return dictionary;
  }

  /** Throws if an allocating call failed, which can only be for lack of memory. */
  static void require(int code, String what) throws RefusedException {
    if (code < 0) {
      throw new RefusedException(Reply.BAD, what + " (" + error(code) + ")");
    }
  }
}
