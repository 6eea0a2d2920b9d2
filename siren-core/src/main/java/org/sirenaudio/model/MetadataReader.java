package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sirenaudio.error.BadDataException;

/** Reads a model's metadata, every entry with its complaint. */
record MetadataReader(Map<String, String> metadata, SourceName source) {

  /** A window: its first frame and its frames. */
  record WindowPosition(long firstFrame, int frames) {}

  double number(String key) throws BadDataException {
    return numbers(key, 1)[0];
  }

  long whole(String key) throws BadDataException {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number");
    }
  }

  /** A list of {@code count} numbers, or one number for all. */
  double[] numbers(String key, int count) throws BadDataException {
    String[] words = text(key).split(",", -1);
    if (words.length != count && words.length != 1) {
      throw wrong(key, count + " numbers");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      try {
        values[i] = Double.parseDouble(words[words.length == 1 ? 0 : i]);
      } catch (NumberFormatException e) {
        throw wrong(key, "a number");
      }
      if (!Double.isFinite(values[i])) {
        throw wrong(key, "a finite number");
      }
    }
    return values;
  }

  /** The windows, {@code firstFrame+frames} each. */
  List<WindowPosition> positions(String key) throws BadDataException {
    List<WindowPosition> positions = new ArrayList<>();
    for (String word : text(key).split(",", -1)) {
      int plus = word.indexOf('+');
      try {
        long first = Long.parseLong(word.substring(0, Math.max(0, plus)));
        positions.add(new WindowPosition(first, Integer.parseInt(word.substring(plus + 1))));
      } catch (NumberFormatException e) {
        throw wrong(key, "windows as FIRST+FRAMES");
      }
    }
    return positions;
  }

  /** Shapes of stacks, {@code HIDDENxLAYERS} each. */
  List<BatchedTensors.Shape> shapes(String key) throws BadDataException {
    List<BatchedTensors.Shape> shapes = new ArrayList<>();
    for (String word : text(key).split(",", -1)) {
      int times = word.indexOf('x');
      try {
        int hidden = Integer.parseInt(word.substring(0, Math.max(0, times)));
        shapes.add(new BatchedTensors.Shape(hidden, Integer.parseInt(word.substring(times + 1))));
      } catch (NumberFormatException e) {
        throw wrong(key, "shapes as HIDDENxLAYERS");
      }
    }
    return shapes;
  }

  /** A list of {@code count} whole numbers, each from 0 to below {@code bound}. */
  int[] indices(String key, int count, int bound) throws BadDataException {
    double[] values = numbers(key, count);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = (int) values[i];
      if (indices[i] != values[i] || indices[i] < 0 || indices[i] >= bound) {
        throw wrong(key, "whole numbers below " + bound);
      }
    }
    return indices;
  }

  private String text(String key) throws BadDataException {
    String value = metadata.get(key);
    if (value == null) {
      throw source.bad("the metadata lack %s; it was not written by siren", key);
    }
    return value;
  }

  private BadDataException wrong(String key, String wanted) {
    String value = SourceName.shown(metadata.getOrDefault(key, ""));
    return source.bad("the metadata's %s is '%s', not %s", key, value, wanted);
  }
}
