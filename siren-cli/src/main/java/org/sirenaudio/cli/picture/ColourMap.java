package org.sirenaudio.cli.picture;

/**
 * A perceptually uniform colour map from dark to light, also suitable for print and colour-blind
 * readers: nine points of "magma" (Smith and van der Walt 2015), linearly interpolated.
 */
final class ColourMap {

  private static final int[] POINTS = {
    0x000004, 0x1d1147, 0x51127c, 0x832681, 0xb73779, 0xe75263, 0xfc8961, 0xfec488, 0xfcfdbf
  };

  static final int SHADES = 256;

  private ColourMap() {}

  /** 256 shades, darkest first. */
  static int[] shades() {
    int[] all = new int[SHADES];
    for (int i = 0; i < SHADES; i++) {
      all[i] = rgb((double) i / (SHADES - 1));
    }
    return all;
  }

  /**
   * @param part 0 for the darkest, 1 for the lightest; clamped
   * @return RGB
   */
  static int rgb(double part) {
    double place = Math.clamp(part, 0.0, 1.0) * (POINTS.length - 1);
    int index = Math.min(POINTS.length - 2, (int) place);
    double between = place - index;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = POINTS[index] >> shift & 0xff;
      int to = POINTS[index + 1] >> shift & 0xff;
      colour = colour << 8 | (int) Math.round(from + between * (to - from));
    }
    return colour;
  }
}
