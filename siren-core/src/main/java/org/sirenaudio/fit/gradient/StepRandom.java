package org.sirenaudio.fit.gradient;

/**
 * Random numbers for one step, derived from a seed and the step number only, so a resumed fit draws
 * the same numbers. SplitMix64 (Steele, Lea and Flood 2014); the JDK's requires a new object per
 * seed.
 */
final class StepRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  StepRandom(long seed) {
    this.seed = seed;
  }

  /** Moves to the first number of a step. */
  void begin(long step) {
    state = mix(seed + mix(step * GOLDEN_GAMMA));
  }

  /** Uniform on [0, 1). */
  double nextDouble() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  /** Uniform integer from 0 to {@code bound} − 1. */
  int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
