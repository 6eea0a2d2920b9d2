package org.sirenaudio.audio;

/**
 * Assembles a clip from consecutive blocks. Allocates on the first block. Confined to one thread at
 * a time.
 */
public final class ClipCollector {
  private final double sampleRate;
  private final int length;
  private float[][] samples = {};
  private int frames;

  /**
   * @param sampleRate of the clip in Hz
   * @param frames of the whole clip
   */
  public ClipCollector(double sampleRate, int frames) {
    this.sampleRate = sampleRate;
    length = frames;
  }

  /**
   * Adds the first {@code count} frames of a block, {@code [channels][at least count]}.
   *
   * @throws IndexOutOfBoundsException if more frames arrive than the clip has, or the block is too
   *     short
   */
  public void add(float[][] block, int count) {
    if (samples.length == 0) {
      samples = new float[block.length][length];
    }
    for (int c = 0; c < samples.length; c++) {
      System.arraycopy(block[c], 0, samples[c], frames, count);
    }
    frames += count;
  }

  /**
   * The clip.
   *
   * @throws IllegalStateException if it is incomplete
   * @throws IllegalArgumentException if the clip is not valid: see {@link Clip#of}
   */
  public Clip clip() {
    if (frames != length) {
      throw new IllegalStateException(frames + " of " + length + " frames received");
    }
    return Clip.of(sampleRate, samples);
  }
}
