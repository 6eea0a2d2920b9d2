package org.sirenaudio.audio;

import org.sirenaudio.error.BadDataException;

/**
 * How to read a sound file.
 *
 * @param incomplete what to do with a file shorter than its header declares
 * @param stream which sound stream of the file, counted from 1: a video may hold several
 * @param gaps in which samples need not be finite
 */
public record ReadOptions(Incomplete incomplete, int stream, Gaps gaps) {

  /** The first stream of a complete file. */
  public static final ReadOptions STRICT = of(Incomplete.REFUSED);

  /**
   * @throws IllegalArgumentException if the stream is below 1
   */
  public ReadOptions {
    if (stream < 1) {
      throw new IllegalArgumentException("streams are numbered from 1, not " + stream);
    }
  }

  /** The first stream of a file. */
  public static ReadOptions of(Incomplete incomplete) {
    return new ReadOptions(incomplete, 1, Gaps.none());
  }

  /**
   * A copy with another stream.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ReadOptions withStream(int other) {
    return new ReadOptions(incomplete, other, gaps);
  }

  /** A copy with gaps; use it for one reading only. */
  public ReadOptions withGaps(Gaps some) {
    return new ReadOptions(incomplete, stream, some);
  }

  /** Rejects a stream other than the first for formats that hold only one. */
  void requireFirst(String name) throws BadDataException {
    if (stream > 1) {
      throw new BadDataException(
          name + ": holds one stream only, no stream " + stream + "; omit the stream number");
    }
  }
}
