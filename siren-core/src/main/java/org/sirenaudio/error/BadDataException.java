package org.sirenaudio.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Input that exists but cannot be used: a truncated file, a header that contradicts its data,
 * samples that are not finite. The one-line message says what is wrong, where, and what to do.
 */
public final class BadDataException extends IOException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    PLAIN,
    SALVAGEABLE,
    FOREIGN
  }

  private final Kind kind;

  /** Says in one line which data is bad, why, and what to do. */
  public BadDataException(String message) {
    this(message, Kind.PLAIN);
  }

  /** As above, with a cause. */
  public BadDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
    kind = Kind.PLAIN;
  }

  private BadDataException(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  /** For a truncated recording of which the rest is readable. */
  public static BadDataException salvageable(String message) {
    return new BadDataException(message, Kind.SALVAGEABLE);
  }

  /** For a recording in a format that needs a codec. */
  public static BadDataException foreign(String message) {
    return new BadDataException(message, Kind.FOREIGN);
  }

  /** Whether salvaging, an option of the caller, would help. */
  public boolean isSalvageable() {
    return kind == Kind.SALVAGEABLE;
  }

  /** Whether a codec might read it. */
  public boolean isForeign() {
    return kind == Kind.FOREIGN;
  }
}
