package org.sirenaudio.render;

/**
 * A recording beyond its ends, where a filter near them asks for it: mirrored at its first and its
 * last frame, again and again if need be. So a filter shows no step at an end, as it would beside
 * silence: a constant stays one up to the ends, and a tone that ends at its peak goes on as if it
 * had not ended. One that ends elsewhere has a bend there, which changes the frames beside the end
 * (a tone of a quarter of the new Nyquist frequency that ends at zero by a sixth at most).
 */
final class Mirror {
  private Mirror() {}

  /**
   * The place within a recording that stands for any place.
   *
   * @param place in frames
   * @param frames of the recording
   * @return 0 to {@code frames − 1}; {@code place} itself where it is there
   */
  static double at(double place, long frames) {
    double last = frames - 1;
    if (place >= 0 && place <= last) {
      return place;
    }
    if (last == 0) {
      return 0;
    }
    double along = Math.abs(place) % (2 * last);
    return along <= last ? along : 2 * last - along;
  }
}
