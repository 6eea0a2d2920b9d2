package org.sirenaudio.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** One number per window of a model: in memory, in the file, or constant. */
sealed interface Column {

  /**
   * The number of a window.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  double at(int window);

  /** The numbers of {@code count} consecutive windows. */
  void read(int from, int count, double[] into) throws IOException;

  /** A constant. */
  record Constant(double value) implements Column {
    @Override
    public double at(int window) {
      return value;
    }

    @Override
    public void read(int from, int count, double[] into) {
      Arrays.fill(into, 0, count, value);
    }
  }

  /** Each window's own index: 0, 1, 2 … */
  record Counted() implements Column {
    @Override
    public double at(int window) {
      return window;
    }

    @Override
    public void read(int from, int count, double[] into) {
      Arrays.setAll(into, i -> from + i);
    }
  }

  /** In memory. */
  record Listed(double[] values) implements Column {
    @Override
    public double at(int window) {
      return values[window];
    }

    @Override
    public void read(int from, int count, double[] into) {
      System.arraycopy(values, from, into, 0, count);
    }
  }

  /** A tensor of one dimension. */
  record Stored(StoredTensor tensor) implements Column {
    @Override
    public double at(int window) {
      double[] value = new double[1];
      try {
        tensor.read(window, 1, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return value[0];
    }

    @Override
    public void read(int from, int count, double[] into) throws IOException {
      tensor.read(from, count, into);
    }
  }
}
