package org.sirenaudio.codecs.child;

/** The child's replies on stdout: one of these bytes, then its payload. */
public final class Reply {

  /** Rate in Hz (int), channels (int), channel mask or −1 (long): the first reply when decoding. */
  public static final byte HEADER = 'H';

  /** Frames (int), then their samples as little-endian float32, interleaved. */
  public static final byte SAMPLES = 'S';

  /** Missing frames (long), number of remarks (int), each a line of UTF: success. */
  public static final byte END = 'E';

  /** Not recognised as sound by FFmpeg. */
  public static final byte UNKNOWN = 'U';

  /** Unusable; a line of UTF tells why. */
  public static final byte BAD = 'B';

  /** As above, but the rest could be salvaged. */
  public static final byte DAMAGED = 'D';

  private Reply() {}
}
