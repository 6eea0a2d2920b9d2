package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.NoSuchElementException;

/**
 * A value given by the user, or chosen by the fitter from the recording.
 *
 * @param <T> a serialisable value
 */
public sealed interface Choice<T> extends Serializable {

  /** Chosen by the fitter. */
  record Automatic<T>() implements Choice<T> {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** Given by the user. */
  record Given<T>(T value) implements Choice<T> {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** The fitter chooses. */
  static <T> Choice<T> automatic() {
    return new Automatic<>();
  }

  /** A given value. */
  static <T> Choice<T> of(T value) {
    return new Given<>(value);
  }

  /** Whether the user gave a value. */
  default boolean isGiven() {
    return this instanceof Given;
  }

  /** The given value, else the default. */
  default T orElse(T otherwise) {
    return this instanceof Given<T>(T value) ? value : otherwise;
  }

  /**
   * The given value.
   *
   * @throws NoSuchElementException if the fitter chooses
   */
  default T value() {
    if (this instanceof Given<T>(T value)) {
      return value;
    }
    throw new NoSuchElementException("the value is left to the fitter");
  }

  /**
   * Rejects a given count below 1.
   *
   * @param what its name, for the message
   * @throws IllegalArgumentException if a given count is below 1
   */
  static void requireCount(Choice<Integer> choice, String what) {
    if (choice.orElse(1) < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + choice);
    }
  }
}
