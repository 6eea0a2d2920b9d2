package org.sirenaudio.model;

import java.util.Locale;
import org.sirenaudio.error.BadDataException;

/** The file or stream that is being read, as every complaint about it begins. */
record SourceName(String name) {
  private static final int MAX_SHOWN = 80;

  /** An exception whose text is the source's name, then the formatted complaint. */
  BadDataException bad(String format, Object... arguments) {
    return new BadDataException(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** Untrusted text, cut and cleaned so that it fits on one line. */
  static String shown(String text) {
    String start = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
