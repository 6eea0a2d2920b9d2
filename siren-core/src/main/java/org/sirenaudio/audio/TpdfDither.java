package org.sirenaudio.audio;

/**
 * Triangular noise on (−1, 1) steps: the difference of two uniform numbers, which makes the mean
 * and variance of the rounding error independent of the signal (Lipshitz, Wannamaker and
 * Vanderkooy, Quantization and dither, JAES 1992). Each value is a function of seed and sample
 * index alone (SplitMix64 as a counter), so it does not depend on block boundaries.
 */
record TpdfDither(long seed) {

  /** Noise for sample {@code index} in quantisation steps, variance 1/6. */
  double at(long index) {
    long bits = mix(seed + (index + 1) * 0x9E3779B97F4A7C15L);
    return ((bits >>> 32) - (bits & 0xFFFF_FFFFL)) * 0x1p-32;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
