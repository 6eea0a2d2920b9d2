package org.sirenaudio.model;

import java.util.Arrays;
import java.util.Map;
import org.sirenaudio.error.BadDataException;

/** Reads a model's metadata, with an error message for each entry. */
record MetadataReader(Map<String, String> metadata, SourceName source) {

  boolean has(String key) {
    return metadata.containsKey(key);
  }

  double number(String key) throws BadDataException {
    return numbers(key, 1)[0];
  }

  long whole(String key) throws BadDataException {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "an integer");
    }
  }

  /** A list of {@code count} numbers, or one number for all. */
  double[] numbers(String key, int count) throws BadDataException {
    double[][] list = lists(key, "a number", 1, (word, into) -> into[0] = Double.parseDouble(word));
    double[] values = list[0];
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw wrong(key, "a finite number");
    }
    if (values.length == 1 && count > 1) {
      values = new double[count];
      Arrays.fill(values, list[0][0]);
    }
    if (values.length != count) {
      throw wrong(key, count + " numbers");
    }
    return values;
  }

  /** The windows as {@code firstFrame+frames}: first frames and lengths. */
  double[][] positions(String key) throws BadDataException {
    return pairs(key, '+', "windows as FIRST+FRAMES");
  }

  /** The hidden layers of stacks as {@code WIDTHxLAYERS}: widths and layer counts. */
  double[][] shapes(String key) throws BadDataException {
    return pairs(key, 'x', "shapes as HIDDENxLAYERS");
  }

  private double[][] pairs(String key, char between, String wanted) throws BadDataException {
    return lists(
        key,
        wanted,
        2,
        (word, into) -> {
          int at = Math.max(0, word.indexOf(between));
          into[0] = Long.parseLong(word, 0, at, 10);
          into[1] = Integer.parseInt(word, at + 1, word.length(), 10);
        });
  }

  /** A list of {@code count} integers, each from 0 to below {@code bound}. */
  double[] indices(String key, int count, int bound) throws BadDataException {
    double[] values = numbers(key, count);
    for (double value : values) {
      if (value != (int) value || value < 0 || value >= bound) {
        throw wrong(key, "integers below " + bound);
      }
    }
    return values;
  }

  @FunctionalInterface
  private interface Word {
    void parse(String word, double[] into);
  }

  /** Numbers from a comma-separated list of words, by position within the word; possibly many. */
  private double[][] lists(String key, String wanted, int perWord, Word parser)
      throws BadDataException {
    String text = text(key);
    int count = 1 + (int) text.chars().filter(c -> c == ',').count();
    double[][] lists = new double[perWord][count];
    double[] word = new double[perWord];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int end = i == count - 1 ? text.length() : text.indexOf(',', at);
      try {
        parser.parse(text.substring(at, end), word);
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw wrong(key, wanted);
      }
      for (int k = 0; k < perWord; k++) {
        lists[k][i] = word[k];
      }
      at = end + 1;
    }
    return lists;
  }

  private String text(String key) throws BadDataException {
    String value = metadata.get(key);
    if (value == null) {
      throw source.bad("the metadata lack %s; the file was not written by siren", key);
    }
    return value;
  }

  private BadDataException wrong(String key, String wanted) {
    String value = SourceName.shown(metadata.getOrDefault(key, ""));
    return source.bad("the metadata's %s is '%s', not %s", key, value, wanted);
  }
}
