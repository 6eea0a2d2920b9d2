package org.sirenaudio.audio;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the rates and frame counts in iXML text (ixml.info, SPEED and BEXT). */
record IxmlPlacement(ChunkPlacement place) {

  byte[] move(byte[] body) {
    // Latin-1 preserves every byte; names and numbers are ASCII in UTF-8 too.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    text =
        count(text, "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO");
    text = count(text, "BWF_TIME_REFERENCE_HIGH", "BWF_TIME_REFERENCE_LOW");
    text = number(text, "FILE_SAMPLE_RATE", place::rate);
    text = number(text, "TIMESTAMP_SAMPLE_RATE", place::rate);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String count(String text, String high, String low) {
    OptionalLong upper = find(text, high);
    OptionalLong lower = find(text, low);
    if (upper.isEmpty() || lower.isEmpty()) {
      return text;
    }
    long moved = place.sinceMidnight((upper.getAsLong() << 32) + lower.getAsLong());
    return number(number(text, high, old -> moved >>> 32), low, old -> moved & 0xFFFF_FFFFL);
  }

  private static Matcher element(String text, String name) {
    return Pattern.compile("(<" + name + ">\\s*)(\\d{1,10})(\\s*</" + name + ">)").matcher(text);
  }

  private static OptionalLong find(String text, String name) {
    Matcher found = element(text, name);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(2))) : OptionalLong.empty();
  }

  private static String number(String text, String name, LongUnaryOperator change) {
    return element(text, name)
        .replaceFirst(
            found ->
                found.group(1)
                    + change.applyAsLong(Long.parseLong(found.group(2)))
                    + found.group(3));
  }
}
