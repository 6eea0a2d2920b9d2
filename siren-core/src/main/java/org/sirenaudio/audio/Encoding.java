package org.sirenaudio.audio;

/** Sample formats for writing WAV. */
public enum Encoding {
  /** 16-bit signed integers; full scale is 32768. */
  PCM_16(2),
  /** 24-bit signed integers; full scale is 8388608. */
  PCM_24(3),
  /** 32-bit IEEE floats, exactly the samples of a {@link Clip}; values beyond ±1 are kept. */
  FLOAT(4);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per sample. */
  public int bytes() {
    return bytes;
  }

  /** Bits per sample. */
  public int bits() {
    return 8 * bytes;
  }
}
