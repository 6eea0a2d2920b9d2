package org.sirenaudio.bench.sync;

import java.util.Arrays;

/** Figures as a line of text. */
final class Cells {
  private Cells() {}

  /** The numbers in a comma-separated line. */
  static double[] numbers(String line) {
    return Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
