package org.sirenaudio.codecs.child;

/** What the child says on its stdout: one of these bytes, then what it announces. */
public final class Reply {

  /** Rate in Hz (int), channels (int), channel mask or −1 (long): the first reply to decoding. */
  public static final byte HEADER = 'H';

  /** Frames (int), then their samples as little-endian float32, interleaved. */
  public static final byte SAMPLES = 'S';

  /** Missing frames (long), number of remarks (int), each a line of UTF: all is well. */
  public static final byte END = 'E';

  /** It is no sound that FFmpeg knows. */
  public static final byte UNKNOWN = 'U';

  /** It cannot be used; a line of UTF says why. */
  public static final byte BAD = 'B';

  /** The same, but what is there could be salvaged. */
  public static final byte DAMAGED = 'D';

  private Reply() {}
}
