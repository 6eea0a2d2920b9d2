package org.sirenaudio.sync;

/**
 * Where the other recording lies beside the reference: {@code lag + slope·u} seconds later on its
 * own clock than {@code u} on the reference's.
 *
 * @param lag in seconds, at the reference's beginning
 * @param slope seconds in a second
 */
record Line(double lag, double slope) {
  double at(double seconds) {
    return lag + slope * seconds;
  }
}
