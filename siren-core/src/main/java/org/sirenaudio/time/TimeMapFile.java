package org.sirenaudio.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sirenaudio.error.BadDataException;

/**
 * A {@link TimeMap} as a text file: one point per line, output time and recording time in seconds,
 * separated by a comma. Empty lines and lines starting with # are skipped, as is a header line that
 * starts with a letter; further columns are ignored.
 */
public final class TimeMapFile {

  private TimeMapFile() {}

  /**
   * Reads a map.
   *
   * @throws BadDataException if the file is not a valid map, naming the first invalid line
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws IOException if it cannot be read
   */
  public static TimeMap read(Path path) throws IOException {
    double[] from = new double[64];
    double[] to = new double[64];
    int points = 0;
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || isHeader(text, number)) {
          continue;
        }
        if (points == from.length) {
          from = Arrays.copyOf(from, 2 * points);
          to = Arrays.copyOf(to, 2 * points);
        }
        String[] cells = text.split("\\s*,\\s*", -1);
        if (cells.length < 2) {
          throw bad(path, number, "a point must be two numbers separated by a comma");
        }
        from[points] = number(path, number, cells[0]);
        to[points] = number(path, number, cells[1]);
        if (points > 0 && !(from[points] > from[points - 1] && to[points] > to[points - 1])) {
          throw bad(path, number, "does not follow the previous point; both columns must increase");
        }
        points++;
      }
    } catch (CharacterCodingException e) {
      throw new BadDataException(path + ": is not text; give a CSV file", e);
    }
    if (points < 2) {
      throw new BadDataException(
          "%s: a map needs at least two points, not %d; give one per line: output seconds, recording seconds"
              .formatted(path, points));
    }
    return TimeMap.through(Arrays.copyOf(from, points), Arrays.copyOf(to, points));
  }

  private static boolean isHeader(String text, int number) {
    return number == 1 && Character.isLetter(text.charAt(0)) && !text.startsWith("NaN");
  }

  private static double number(Path path, int line, String text) throws BadDataException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw (BadDataException) bad(path, line, shown(text) + " is not a number").initCause(e);
    }
    throw bad(path, line, shown(text) + " is not finite");
  }

  /** Line length is unbounded. */
  private static String shown(String text) {
    return "\"" + (text.length() > 20 ? text.substring(0, 20) + "…" : text) + "\"";
  }

  private static BadDataException bad(Path path, int line, String what) {
    return new BadDataException("%s, line %d: %s".formatted(path, line, what));
  }
}
