package org.sirenaudio.cli.fit;

import java.nio.file.Path;
import java.util.Locale;
import org.sirenaudio.error.BadDataException;

/**
 * A line of a CSV file, as named in errors.
 *
 * @param number from 1
 */
record PointsLine(Path path, int number, String text) {

  BadDataException bad(String format, Object... values) {
    return new BadDataException(
        path + ": line " + number + ": " + String.format(Locale.ROOT, format, values));
  }
}
