package org.sirenaudio.model;

import java.util.Locale;
import org.sirenaudio.error.BadDataException;

/** The file or stream being read, as it prefixes error messages. */
record SourceName(String name) {
  private static final int MAX_SHOWN = 80;

  /** An exception whose message is the source's name followed by the formatted text. */
  BadDataException bad(String format, Object... arguments) {
    return new BadDataException(name + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** Untrusted text, shortened and cleaned to fit on one line. */
  static String shown(String text) {
    String start = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
