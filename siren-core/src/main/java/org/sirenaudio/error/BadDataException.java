package org.sirenaudio.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Input that exists but cannot be used: a truncated file, a header that contradicts its data,
 * samples that are not finite. The message is one line that says what is wrong, where, and what to
 * do.
 */
public final class BadDataException extends IOException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    PLAIN,
    SALVAGEABLE,
    FOREIGN
  }

  private final Kind kind;

  /** Says in one line which data, what is wrong with it, and what to do. */
  public BadDataException(String message) {
    this(message, Kind.PLAIN);
  }

  /** The same where something else was the cause. */
  public BadDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
    kind = Kind.PLAIN;
  }

  private BadDataException(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  /** Of a recording whose header promises more than there is, and of which some could be read. */
  public static BadDataException salvageable(String message) {
    return new BadDataException(message, Kind.SALVAGEABLE);
  }

  /** Of a recording in a format that the library itself does not read, and a codec might. */
  public static BadDataException foreign(String message) {
    return new BadDataException(message, Kind.FOREIGN);
  }

  /** Whether reading what is there, which its caller can ask for, would cure it. */
  public boolean isSalvageable() {
    return kind == Kind.SALVAGEABLE;
  }

  /** Whether a codec for more formats might read it. */
  public boolean isForeign() {
    return kind == Kind.FOREIGN;
  }
}
