package org.sirenaudio.fit.config;

/** The amplitude that a network output of 1 represents. */
public enum Normalisation {
  /** The clip's peak. */
  PEAK,
  /** The clip's root mean square. */
  RMS,
  /** Full scale: samples are used unchanged. */
  NONE
}
