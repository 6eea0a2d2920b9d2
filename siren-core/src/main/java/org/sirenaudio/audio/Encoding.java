package org.sirenaudio.audio;

/** How samples are stored in a WAV file that is written. */
public enum Encoding {
  /** Signed integers of 16 bits; full scale is 32768. */
  PCM_16(2),
  /** Signed integers of 24 bits; full scale is 8388608. */
  PCM_24(3),
  /** IEEE floats of 32 bits, exactly the samples of a {@link Clip}; values beyond ±1 are kept. */
  FLOAT(4);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample. */
  public int bytes() {
    return bytes;
  }

  /** Bits of one sample. */
  public int bits() {
    return 8 * bytes;
  }
}
