package org.sirenaudio.network;

/**
 * The SplitMix64 sequence (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
 * generators") as fractions: reproducible by readers of a file in a few lines of any language.
 */
final class SplitMix {

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  /** The next number in [0, 1). */
  double next() {
    state += 0x9e3779b97f4a7c15L;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
