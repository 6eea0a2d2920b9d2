package org.sirenaudio.audio;

import org.sirenaudio.error.BadDataException;

/**
 * How a sound file is read.
 *
 * @param incomplete what happens where its header promises more than there is
 * @param stream which of the sounds in the file, counted from 1: a video may hold several
 * @param gaps in which samples need not be finite
 */
public record ReadOptions(Incomplete incomplete, int stream, Gaps gaps) {

  /** The first sound of a file that is whole. */
  public static final ReadOptions STRICT = of(Incomplete.REFUSED);

  public ReadOptions {
    if (stream < 1) {
      throw new IllegalArgumentException("streams are counted from 1, there is none " + stream);
    }
  }

  /** The first sound of a file. */
  public static ReadOptions of(Incomplete incomplete) {
    return new ReadOptions(incomplete, 1, Gaps.none());
  }

  /** The same with another sound of the file. */
  public ReadOptions withStream(int other) {
    return new ReadOptions(incomplete, other, gaps);
  }

  /** The same with gaps, which belong to one reading. */
  public ReadOptions withGaps(Gaps some) {
    return new ReadOptions(incomplete, stream, some);
  }

  /** Refuses another stream than the first, of a file whose format holds one. */
  void requireFirst(String name) throws BadDataException {
    if (stream > 1) {
      throw new BadDataException(
          name + ": holds one sound, there is no stream " + stream + "; leave that out");
    }
  }
}
