package org.sirenaudio.fit.config;

/** What the networks' output of 1 stands for. */
public enum Normalisation {
  /** The clip's largest magnitude. */
  PEAK,
  /** The clip's root mean square. */
  RMS,
  /** Full scale: samples are taken as they are. */
  NONE
}
