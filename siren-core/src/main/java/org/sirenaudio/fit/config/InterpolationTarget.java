package org.sirenaudio.fit.config;

/** What networks learn between the samples. */
public enum InterpolationTarget {
  /**
   * The band-limited signal: correct if the signal was low-pass filtered before sampling, as in
   * every recorder.
   */
  SINC,

  /**
   * The most likely signal under a spectrum that continues above half the rate: for samples taken
   * without an anti-aliasing filter, for example every second frame of a recording.
   */
  WIENER
}
