package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.NoSuchElementException;

/**
 * A value that the user gives, or that the fitter chooses from the recording.
 *
 * @param <T> a serialisable value
 */
public sealed interface Choice<T> extends Serializable {

  /** The fitter chooses. */
  record Automatic<T>() implements Choice<T> {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** The user has chosen. */
  record Given<T>(T value) implements Choice<T> {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** Left to the fitter. */
  static <T> Choice<T> automatic() {
    return new Automatic<>();
  }

  /** Chosen by the user. */
  static <T> Choice<T> of(T value) {
    return new Given<>(value);
  }

  /** Whether the user has chosen. */
  default boolean isGiven() {
    return this instanceof Given;
  }

  /** What the user has chosen, else another value. */
  default T orElse(T otherwise) {
    return this instanceof Given<T>(T value) ? value : otherwise;
  }

  /**
   * What the user has chosen.
   *
   * @throws NoSuchElementException if it is left to the fitter
   */
  default T value() {
    if (this instanceof Given<T>(T value)) {
      return value;
    }
    throw new NoSuchElementException("the value is left to the fitter");
  }

  /** A count that is given is at least 1. */
  static void requireCount(Choice<Integer> choice, String what) {
    if (choice.orElse(1) < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + choice);
    }
  }
}
