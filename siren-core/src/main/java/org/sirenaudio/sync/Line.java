package org.sirenaudio.sync;

/**
 * A linear relation between the clocks: at {@code u} seconds of the reference, the other recording
 * is at {@code lag + slope·u} seconds more on its own clock.
 *
 * @param lag in seconds, at the reference's beginning
 * @param slope seconds per second
 */
record Line(double lag, double slope) {
  double at(double seconds) {
    return lag + slope * seconds;
  }
}
