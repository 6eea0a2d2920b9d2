package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sirenaudio.network.NetworkSpec;

/**
 * The position of each window of a stored model, in time and in the file.
 *
 * @param count number of windows
 * @param firstFrame of each
 * @param frames of each
 * @param stack index of the stack with its network
 * @param row its row there
 * @param hiddenFeatures width of its network, at most the stack's; 0 if equal
 * @param kind of all networks
 * @param parameters one column per parameter of the kind
 */
record WindowTable(
    int count,
    Column firstFrame,
    Column frames,
    Column stack,
    Column row,
    Column hiddenFeatures,
    NetworkKinds.Kind kind,
    List<Column> parameters) {

  /** The entry of one window. */
  record Window(
      long firstFrame, int frames, int stack, int row, int hiddenFeatures, NetworkSpec kind) {}

  /** Receives windows in order. */
  @FunctionalInterface
  interface Visitor {
    void accept(Window window) throws IOException;
  }

  private static final int BLOCK = 1 << 12;
  private static final int FIXED = 5;

  /** The fixed columns, then the kind's parameters. */
  private List<Column> columns() {
    List<Column> all = new ArrayList<>(FIXED + parameters.size());
    Collections.addAll(all, firstFrame, frames, stack, row, hiddenFeatures);
    all.addAll(parameters);
    return all;
  }

  /**
   * One window.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  Window at(int index) {
    List<Column> columns = columns();
    return window(columns.stream().mapToDouble(column -> column.at(index)).toArray());
  }

  /** All windows in order, a block at a time. */
  void forEach(Visitor visitor) throws IOException {
    List<Column> columns = columns();
    int width = columns.size();
    double[][] block = new double[width][Math.min(BLOCK, count)];
    double[] numbers = new double[width];
    for (int done = 0; done < count; done += BLOCK) {
      int step = Math.min(BLOCK, count - done);
      for (int k = 0; k < width; k++) {
        columns.get(k).read(done, step, block[k]);
      }
      for (int i = 0; i < step; i++) {
        for (int k = 0; k < width; k++) {
          numbers[k] = block[k][i];
        }
        visitor.accept(window(numbers));
      }
    }
  }

  private Window window(double[] numbers) {
    for (int k = 0; k < FIXED; k++) {
      long most = k == 0 ? MOST_FRAMES : Integer.MAX_VALUE;
      if (!(numbers[k] >= 0 && numbers[k] <= most && numbers[k] == Math.rint(numbers[k]))) {
        throw new IllegalArgumentException("a window has the invalid value " + numbers[k]);
      }
    }
    double[] own = new double[parameters.size()];
    System.arraycopy(numbers, FIXED, own, 0, own.length);
    return new Window(
        (long) numbers[0],
        (int) numbers[1],
        (int) numbers[2],
        (int) numbers[3],
        (int) numbers[4],
        kind.spec(own));
  }

  /** Integers up to here are exact as doubles. */
  private static final long MOST_FRAMES = 1L << 53;
}
